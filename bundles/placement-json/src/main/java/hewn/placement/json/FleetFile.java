package hewn.placement.json;

import hewn.fleet.FleetSnapshot;

/**
 * A fleet as JSON, and back: a document of kind {@code fleet}.
 *
 * <p>Devices take what they do not state from {@code defaults}. {@code defaultLink} holds between all devices, and between
 * them and the device {@code gateway}, where no link is stated. A link is stated {@code between} two, in both directions,
 * or {@code from} one {@code to} another.
 */
public final class FleetFile {
    /** What a document of this kind is called. */
    public static final String KIND = "fleet";

    private FleetFile() {}

    /**
     * Reads a fleet.
     *
     * @param json one object in UTF-8
     * @return the fleet
     * @throws PlacementFileException if it is no JSON, of another kind or schema, or a field does not fit
     */
    public static FleetSnapshot read(byte[] json) throws PlacementFileException {
        return Document.read(json, KIND, FleetFields::read);
    }

    /**
     * Writes a fleet.
     *
     * @param fleet any fleet
     * @return JSON in UTF-8 that reads as the same devices and the links between them
     */
    public static byte[] write(FleetSnapshot fleet) {
        return Document.write(FleetFields.write(fleet, Document.empty(KIND)));
    }
}
