package hewn.admin.welcome;

/** Text within a page. */
final class Html {
    private Html() {}

    /** The text as it is, whatever it is made of. */
    static String text(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
