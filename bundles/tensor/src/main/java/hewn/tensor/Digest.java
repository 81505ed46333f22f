package hewn.tensor;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest, which names a slice.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /**
     * Validates the digits.
     *
     * @throws IllegalArgumentException if they are not 64 lower-case hexadecimal digits
     */
    public Digest {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "a SHA-256 digest is 64 lower-case hexadecimal digits, but got '" + hex + "'");
        }
    }

    /**
     * The digest of some bytes.
     *
     * @param content what stands between its position and its limit; left as it is
     * @return the digest
     */
    public static Digest of(ByteBuffer content) {
        MessageDigest sha256 = sha256();
        sha256.update(content.duplicate());
        return of(sha256);
    }

    /**
     * The digest of all that was fed to a {@link #sha256()}.
     *
     * @param fed the message digest, which is reset
     * @return the digest
     */
    public static Digest of(MessageDigest fed) {
        return new Digest(HexFormat.of().formatHex(fed.digest()));
    }

    /**
     * A fresh SHA-256 to be fed piece by piece.
     *
     * @return an empty message digest
     */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    /**
     * Enough digits to tell slices apart on a screen.
     *
     * @return the first twelve digits
     */
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    @Override
    public String toString() {
        return "sha256:" + hex;
    }
}
