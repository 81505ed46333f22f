package hewn.cli.command;

import hewn.cli.api.Link;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;
import java.util.List;
import java.util.Locale;

/** Links, for people. */
final class LinksText {
    private static final double MEGABITS_PER_BYTE = 8 / 1e6;

    private LinksText() {}

    static String of(List<Link> links) {
        if (links.isEmpty()) {
            return "No link is measured yet. Devices that are online and idle are, within a minute.";
        }
        Table table = new Table("FROM", "TO", "MBIT/S", "LATENCY", "AGE", "CONFIDENCE");
        links.forEach(link -> table.row(
                link.from(),
                link.to(),
                String.format(Locale.ROOT, "%.1f", link.bandwidthBytesPerSecond() * MEGABITS_PER_BYTE),
                Quantity.seconds(link.latencySeconds()),
                Math.round(link.ageSeconds()) + " s",
                Math.round(100 * link.confidence()) + " %"));
        return table.toString();
    }
}
