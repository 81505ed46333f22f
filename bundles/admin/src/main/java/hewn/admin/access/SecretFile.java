package hewn.admin.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret in a file that only its owner may read. */
final class SecretFile {
    private static final int RANDOM_BYTES = 24;

    private final Path file;
    private final boolean fresh;
    private final String secret;

    private SecretFile(Path file, boolean fresh, String secret) {
        this.file = file;
        this.fresh = fresh;
        this.secret = secret;
    }

    /** Reads the secret, or makes one if there is no such file: 192 random bits in letters, digits, {@code - _}. */
    static SecretFile openOrCreate(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            return read(file);
        }
        String secret = random(random);
        try {
            create(file, secret);
            return new SecretFile(file, true, secret);
        } catch (FileAlreadyExistsException other) {
            return read(file);
        }
    }

    private static SecretFile read(Path file) throws IOException {
        String secret = Files.readString(file).strip();
        if (secret.isEmpty()) {
            throw new IOException("'" + file + "' is empty: delete it, and a new secret is made at the next start");
        }
        return new SecretFile(file, false, secret);
    }

    /** Written beside its place and then moved there, so that no start finds half a secret. */
    private static void create(Path file, String secret) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, ownerOnly(part));
        Files.write(part, (secret + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(part, file);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Where it is kept. */
    Path file() {
        return file;
    }

    /** Whether it was made just now. */
    boolean isFresh() {
        return fresh;
    }

    /** Compares in a time that tells nothing of the secret. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
