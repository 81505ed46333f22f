package hewn.link.probe;

import hewn.fleet.DeviceId;
import hewn.wire.ControlChannel.Registration;
import hewn.wire.DeviceLinks;
import hewn.wire.DeviceLinks.MeasuredLink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What those say of their links to this device that send it tensors: it has perhaps not measured these links itself, and
 * of the gateway's it never does. Nobody else is listened to. Safe for use by several threads.
 */
final class PeerReports {
    private final LinkProber.Site site;
    private final LinkTable table;
    private final LongSupplier nanoTime;
    private final Set<DeviceId> wanted = new HashSet<>();
    private final Map<DeviceId, Registration> heard = new HashMap<>();
    private boolean closed;

    PeerReports(LinkProber.Site site, LinkTable table, LongSupplier nanoTime) {
        this.site = site;
        this.table = table;
        this.nanoTime = nanoTime;
    }

    /** Returns at once. */
    synchronized void want(DeviceId sender) {
        if (!sender.equals(site.self()) && !heard.containsKey(sender)) {
            wanted.add(sender);
        }
    }

    synchronized void listen() {
        if (!closed) {
            wanted.forEach(sender -> heard.put(sender, listen(sender)));
        }
        wanted.clear();
    }

    private Registration listen(DeviceId sender) {
        return site.channel()
                .subscribe(site.topics().links(sender), DeviceLinks.class, (topic, links) -> learn(sender, links));
    }

    synchronized void close() {
        closed = true;
        heard.values().forEach(Registration::close);
        heard.clear();
    }

    private void learn(DeviceId sender, DeviceLinks links) {
        links.links().stream()
                .filter(link -> link.from().equals(sender) && link.to().equals(site.self()))
                .filter(PeerReports::isPlausible)
                .forEach(link -> table.learned(link, nanoTime.getAsLong()));
    }

    private static boolean isPlausible(MeasuredLink link) {
        return link.bandwidthBytesPerSecond() > 0
                && Double.isFinite(link.bandwidthBytesPerSecond())
                && link.ageMillis() >= 0
                && link.samples() > 0;
    }
}
