package hewn.fleet;

import java.util.regex.Pattern;

/**
 * What a device is called, unique within its site.
 *
 * @param value letters, digits, {@code _ - .}; at most 64 of them, so that it may stand in a topic, a path and a table
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** The gateway itself, as the sender of inputs and the receiver of outputs. No device may be called so. */
    public static final DeviceId GATEWAY = new DeviceId("gateway");

    /**
     * Validates the form.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public DeviceId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a device's id is made of 1 to 64 letters, digits and _ - . but got '" + value + "'");
        }
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
