package hewn.cli.api;

import hewn.cli.CliException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.stream.Stream;

/** Reads server-sent events: a line {@code data: …} each, as long as an event's data is one line. */
final class EventLines {
    private static final String DATA = "data:";

    private EventLines() {}

    /** Hands on the data of every event until the stream ends or is cut off. */
    static void read(Stream<String> lines, Consumer consumer) throws CliException {
        try (lines) {
            Iterator<String> each = lines.iterator();
            while (each.hasNext()) {
                String line = each.next();
                if (line.startsWith(DATA)) {
                    consumer.accept(line.substring(DATA.length()).strip());
                }
            }
        } catch (UncheckedIOException cutOff) {
            // whoever follows looks where the generation stands, and follows again
        }
    }

    /** What takes the data of an event. */
    interface Consumer {
        void accept(String data) throws CliException;
    }
}
