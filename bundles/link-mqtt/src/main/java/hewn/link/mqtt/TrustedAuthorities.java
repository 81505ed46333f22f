package hewn.link.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates that vouch for a broker.
 *
 * @param file where they come from
 * @param certificates at least one
 */
record TrustedAuthorities(Path file, Collection<? extends Certificate> certificates) {
    /**
     * Reads certificates; a renewed file counts from the next connection on.
     *
     * @throws IOException if there are none that can be read; the message says what to do
     */
    static TrustedAuthorities read(Path file) throws IOException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw unfit(file, new GeneralSecurityException("it is empty"));
            }
            return new TrustedAuthorities(file, certificates);
        } catch (GeneralSecurityException other) {
            throw unfit(file, other);
        }
    }

    /** Makes connections to those whom they vouch for. */
    SSLSocketFactory socketFactory() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException unusable) {
            throw unfit(file, unusable);
        }
    }

    private static IOException unfit(Path file, GeneralSecurityException why) {
        return new IOException(
                "the broker's authorities can't be read from " + file + " (" + why.getMessage()
                        + "): it must hold X.509 certificates as PEM",
                why);
    }
}
