package hewn.serving.json;

/** Text of a client, cut to a length that fits a message. */
public final class Excerpt {
    private static final int MAX_LENGTH = 80;

    private Excerpt() {}

    /**
     * The beginning of a text.
     *
     * @param text of any length
     * @return the text, or what fits of it
     */
    public static String of(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
