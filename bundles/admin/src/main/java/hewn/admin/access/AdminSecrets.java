package hewn.admin.access;

import hewn.wire.GatewayLaunch;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a request comes from someone who may administer the gateway.
 *
 * <p>Two secrets are made at the first start and kept in the data folder, readable by its owner alone: a token for the
 * REST interface ({@value #TOKEN_FILE}) and a password for the web console ({@value #PASSWORD_FILE}, user {@value
 * #CONSOLE_USER}). Deleting a file makes a new secret at the next start. Safe for use by several threads.
 *
 * <p>Framework property: {@code hewn.data}, the data folder.
 */
@Component(service = AdminSecrets.class)
public final class AdminSecrets {
    /** The file of the token, in the data folder. */
    public static final String TOKEN_FILE = "admin.token";

    /** The file of the web console's password, in the data folder. */
    public static final String PASSWORD_FILE = "console.password";

    /** Who logs in to the web console. */
    public static final String CONSOLE_USER = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(AdminSecrets.class);
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final SecretFile token;
    private final SecretFile password;

    /**
     * Reads or makes the secrets, as a service of the gateway.
     *
     * @param context has the framework properties
     * @throws IOException if a secret can't be read or written
     */
    @Activate
    public AdminSecrets(BundleContext context) throws IOException {
        this(GatewayLaunch.of(context::getProperty).data());
    }

    /**
     * Reads or makes the secrets.
     *
     * @param data the folder that they are kept in
     * @throws IOException if a secret can't be read or written
     */
    public AdminSecrets(Path data) throws IOException {
        SecureRandom random = new SecureRandom();
        token = SecretFile.openOrCreate(data.resolve(TOKEN_FILE), random);
        password = SecretFile.openOrCreate(data.resolve(PASSWORD_FILE), random);
        if (token.isFresh()) {
            LOG.info("made the token of the admin API: {}", token.file());
        }
        if (password.isFresh()) {
            LOG.info("made the password of the web console for user '{}': {}", CONSOLE_USER, password.file());
        }
    }

    /**
     * Tells whether a request carries the token.
     *
     * @param request with {@code Authorization: Bearer …}, perhaps
     * @return whether it is the right one
     */
    public boolean hasToken(HttpServletRequest request) {
        return credentials(request, BEARER).filter(token::matches).isPresent();
    }

    /**
     * Tells whether a request carries the name and password of the web console.
     *
     * @param request with {@code Authorization: Basic …}, perhaps
     * @return whether both are right
     */
    public boolean hasConsolePassword(HttpServletRequest request) {
        return credentials(request, BASIC)
                .flatMap(AdminSecrets::decode)
                .filter(pair -> pair.startsWith(CONSOLE_USER + ":"))
                .filter(pair -> password.matches(pair.substring(CONSOLE_USER.length() + 1)))
                .isPresent();
    }

    private static Optional<String> credentials(HttpServletRequest request, String scheme) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(header -> header.substring(scheme.length()).strip());
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
