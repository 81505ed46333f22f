package hewn.placement.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.fleet.DeviceId;
import hewn.fleet.Link;
import java.time.Duration;

/** What is stated of a link besides its ends. */
record LinkFigures(double bandwidthBytesPerSecond, Duration latency, Duration age, double confidence) {
    private static final double NANOS = 1e9;

    static LinkFigures read(Fields fields) throws PlacementFileException {
        return new LinkFigures(
                fields.required("bandwidth", Fields.measure(Measure.BYTES_PER_SECOND)),
                duration(fields.optional("latency", Fields.measure(Measure.SECONDS))
                        .orElse(0.0)),
                duration(fields.optional("age", Fields.measure(Measure.SECONDS)).orElse(0.0)),
                fields.optional("confidence", Fields::number).orElse(1.0));
    }

    static LinkFigures of(Link link) {
        return new LinkFigures(link.bandwidthBytesPerSecond(), link.latency(), link.age(), link.confidence());
    }

    Link link(DeviceId from, DeviceId to) {
        return new Link(from, to, bandwidthBytesPerSecond, latency, age, confidence);
    }

    void write(ObjectNode to) {
        Numbers.put(to, "bandwidth", bandwidthBytesPerSecond);
        Numbers.put(to, "latency", latency.toNanos() / NANOS);
        if (!age.isZero() || confidence != 1) {
            Numbers.put(to, "age", age.toNanos() / NANOS);
            Numbers.put(to, "confidence", confidence);
        }
    }

    static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS));
    }
}
