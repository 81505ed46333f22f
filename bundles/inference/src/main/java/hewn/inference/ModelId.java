package hewn.inference;

import java.util.regex.Pattern;

/**
 * A model's name and version.
 *
 * @param name letters, digits, {@code _ - .}; at most 128 of them, the first a letter or digit
 * @param version a positive number; the latest is the greatest
 */
public record ModelId(String name, long version) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    /**
     * Validates the parts.
     *
     * @throws IllegalArgumentException if the name has another form or the version is not positive
     */
    public ModelId {
        requireName(name);
        if (version <= 0) {
            throw new IllegalArgumentException("a model's version is a positive number, but got " + version);
        }
    }

    /**
     * Checks a name alone.
     *
     * @param name a model's name
     * @return the same name
     * @throws IllegalArgumentException if it has another form than names have
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a model's name is made of at most 128 letters, digits and _ - . and"
                    + " begins with a letter or digit, but got '" + name + "'");
        }
        return name;
    }

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
