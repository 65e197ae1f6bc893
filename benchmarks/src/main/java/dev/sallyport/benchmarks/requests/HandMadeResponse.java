// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.requests;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keeps status and headers and drops the body. As containers do, it is used again for the next response. */
public final class HandMadeResponse extends UnusedResponse {

    private final List<Field> fields = new ArrayList<>();
    private final ServletOutputStream body = new Nowhere();
    private int status;

    private record Field(String name, String value) {}

    /** Forgets the last response. */
    public HandMadeResponse next() {
        fields.clear();
        status = 200;
        return this;
    }

    @Override
    public boolean containsHeader(String name) {
        return indexOf(name) >= 0;
    }

    @Override
    public void setHeader(String name, String value) {
        int index = indexOf(name);
        if (index < 0) {
            fields.add(new Field(name, value));
        } else {
            fields.set(index, new Field(name, value));
        }
    }

    @Override
    public void addHeader(String name, String value) {
        fields.add(new Field(name, value));
    }

    @Override
    public String getHeader(String name) {
        int index = indexOf(name);
        return index < 0 ? null : fields.get(index).value();
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    @Override
    public Collection<String> getHeaderNames() {
        return fields.stream().map(Field::name).distinct().toList();
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int error) {
        status = error;
    }

    @Override
    public void sendError(int error, String message) {
        status = error;
    }

    @Override
    public void setContentType(String type) {
        setHeader("Content-Type", type);
    }

    @Override
    public void setContentLength(int length) {
        setHeader("Content-Length", Integer.toString(length));
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public String encodeURL(String url) {
        return url;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }

    private int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int next) {}

        @Override
        public void write(byte[] content, int offset, int length) {}
    }
}
