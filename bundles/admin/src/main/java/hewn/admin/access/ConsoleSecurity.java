package hewn.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets into the web console who knows its password. The console waits for this service before it opens: see {@code
 * felix.webconsole.security.providers} in the gateway's configuration.
 */
@Component(service = SecurityProvider.class, property = SecurityProvider.PROPERTY_ID + "=" + ConsoleSecurity.ID)
public final class ConsoleSecurity implements SecurityProvider {
    /** The name by which the web console waits for it. */
    static final String ID = "hewn";

    private final AdminSecrets secrets;

    /**
     * Guards the web console.
     *
     * @param secrets knows the password
     */
    @Activate
    public ConsoleSecurity(@Reference AdminSecrets secrets) {
        this.secrets = secrets;
    }

    /** {@inheritDoc} Without the right password the answer is a challenge, and the browser asks for one. */
    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        if (secrets.hasConsolePassword(request)) {
            return AdminSecrets.CONSOLE_USER;
        }
        challenge(response);
        return null; // what the interface asks for
    }

    private static void challenge(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Basic realm=\"Hewn gateway\", charset=\"UTF-8\"");
    }

    /** {@inheritDoc} There is one user, who may do everything. */
    @Override
    public boolean authorize(Object user, String role) {
        return AdminSecrets.CONSOLE_USER.equals(user);
    }

    /** {@inheritDoc} A browser forgets a password when its server refuses it. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        challenge(response);
    }
}
