// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.cdi.War;
import dev.sallyport.cdi.shop.Vault;
import dev.sallyport.rest.bank.Account;
import dev.sallyport.rest.bank.Accounts;
import dev.sallyport.rest.bank.AnythingWriter;
import dev.sallyport.rest.bank.BankApplication;
import dev.sallyport.rest.bank.Branch;
import dev.sallyport.rest.bank.Branches;
import dev.sallyport.rest.bank.EverythingMapper;
import dev.sallyport.rest.bank.Fees;
import dev.sallyport.rest.bank.GuardedRoom;
import dev.sallyport.rest.bank.LazyBank;
import dev.sallyport.rest.bank.Ledgers;
import dev.sallyport.rest.bank.LedgersApi;
import dev.sallyport.rest.bank.Notices;
import dev.sallyport.rest.bank.OwnCaller;
import dev.sallyport.rest.bank.OwnContext;
import dev.sallyport.rest.bank.Safe;
import dev.sallyport.rest.bank.Strongroom;
import dev.sallyport.rest.bank.Trusted;
import dev.sallyport.rest.bank.Vaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** WARs with the bank. */
final class Banks {

    private static final Class<?>[] BANK = {
        Account.class,
        Accounts.class,
        AnythingWriter.class,
        BankApplication.class,
        Branch.class,
        Branches.class,
        EverythingMapper.class,
        Fees.class,
        Ledgers.class,
        LedgersApi.class,
        Notices.class,
        OwnCaller.class,
        OwnContext.class,
        Safe.class,
        Strongroom.class,
        GuardedRoom.class,
        Trusted.class,
        Vault.class,
        Vaults.class
    };

    private static final String ROLES = "<context-param><param-name>sallyport.roles.clerk</param-name>"
            + "<param-value>spiffe://acme.example/billing</param-value></context-param>"
            + "<context-param><param-name>sallyport.roles.clerk.trust</param-name>"
            + "<param-value>default</param-value></context-param>";

    private Banks() {}

    static War war(Path folder, Class<?>... further) throws IOException {
        return war(folder, "", further);
    }

    /** With more in its web.xml. */
    static War war(Path folder, String descriptor, Class<?>... further) throws IOException {
        return War.of(
                folder,
                ROLES + descriptor,
                Stream.concat(Stream.of(BANK), Stream.of(further)).toArray(Class<?>[]::new));
    }

    /** A servlet that begins with its first request, if it is left to itself. */
    static String lazyServlet(String implementation) {
        return "<servlet><servlet-name>lazy</servlet-name><servlet-class>" + implementation + "</servlet-class>"
                + "<init-param><param-name>jakarta.ws.rs.Application</param-name><param-value>"
                + LazyBank.class.getName()
                + "</param-value></init-param><init-param><param-name>resteasy.servlet.mapping.prefix</param-name>"
                + "<param-value>/lazy</param-value></init-param></servlet><servlet-mapping>"
                + "<servlet-name>lazy</servlet-name><url-pattern>/lazy/*</url-pattern></servlet-mapping>";
    }
}
