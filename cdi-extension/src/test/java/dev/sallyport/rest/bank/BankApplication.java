// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Names its classes, so that nothing is found by scanning. */
@ApplicationPath("/bank")
public class BankApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                Accounts.class,
                AnythingWriter.class,
                Branches.class,
                EverythingMapper.class,
                Fees.class,
                Ledgers.class,
                Notices.class,
                OwnCaller.class,
                Safe.class,
                Vaults.class);
    }

    /** A resource that the application makes itself. */
    @Override
    @SuppressWarnings("deprecation") // applications still do
    public Set<Object> getSingletons() {
        return Set.of(new Strongroom("made by the application"));
    }
}
