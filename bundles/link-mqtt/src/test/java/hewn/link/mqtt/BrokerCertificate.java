package hewn.link.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A key and a certificate for a broker at 127.0.0.1, made by the JDK's keytool, as files that brokers read. */
record BrokerCertificate(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    static BrokerCertificate make(Path folder) throws Exception {
        Path store = folder.resolve("broker.p12");
        Path certificate = folder.resolve("broker.crt");
        keytool("-genkeypair", store, "-keyalg", "EC", "-dname", "CN=broker", "-ext", "SAN=ip:127.0.0.1");
        keytool("-exportcert", store, "-rfc", "-file", certificate.toString());
        return new BrokerCertificate(certificate, Files.writeString(folder.resolve("broker.key"), pem(key(store))));
    }

    private static void keytool(String command, Path store, String... options) throws Exception {
        String[] words = {
            KEYTOOL.toString(), command, "-alias", "broker", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"
        };
        String[] all = new String[words.length + 1 + options.length];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = store.toString();
        System.arraycopy(options, 0, all, words.length + 1, options.length);
        run(all);
    }

    private static Key key(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys.getKey("broker", PASSWORD.toCharArray());
    }

    private static String pem(Key key) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    /** Runs a program and requires that it succeeds. */
    static void run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(words[0] + " failed: " + said);
        }
    }
}
