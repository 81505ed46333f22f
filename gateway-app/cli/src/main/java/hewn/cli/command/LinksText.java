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
        return Table.of(links)
                .words("FROM", Link::from)
                .words("TO", Link::to)
                .figures("MBIT/S", LinksText::megabits)
                .figures("LATENCY", link -> Quantity.seconds(link.latencySeconds()))
                .figures("AGE", link -> Math.round(link.ageSeconds()) + " s")
                .figures("CONFIDENCE", link -> Math.round(100 * link.confidence()) + " %")
                .toString();
    }

    private static String megabits(Link link) {
        return String.format(Locale.ROOT, "%.1f", link.bandwidthBytesPerSecond() * MEGABITS_PER_BYTE);
    }
}
