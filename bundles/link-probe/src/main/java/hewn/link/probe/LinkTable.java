package hewn.link.probe;

import hewn.fleet.DeviceId;
import hewn.wire.DeviceLinks.MeasuredLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What one device knows of its links, in both directions. Safe for use by several threads. */
final class LinkTable {
    private final DeviceId self;
    private final Map<DeviceId, LinkEstimate> up = new ConcurrentHashMap<>();
    private final Map<DeviceId, LinkEstimate> down = new ConcurrentHashMap<>();

    LinkTable(DeviceId self) {
        this.self = self;
    }

    void measured(DeviceId peer, LinkSample sample, long nowNanos) {
        double latency = Math.max(1, sample.roundTripNanos() / 2.0);
        up.merge(
                peer,
                LinkEstimate.first(sample.upBytesPerSecond(), latency, nowNanos),
                (old, first) -> old.with(sample.upBytesPerSecond(), latency, nowNanos));
        down.merge(
                peer,
                LinkEstimate.first(sample.downBytesPerSecond(), latency, nowNanos),
                (old, first) -> old.with(sample.downBytesPerSecond(), latency, nowNanos));
    }

    /**
     * A transfer says nothing of latency, so it corrects only what was probed before.
     *
     * @return whether it was
     */
    boolean received(DeviceId sender, double bytesPerSecond, long nowNanos) {
        return down.computeIfPresent(sender, (peer, old) -> old.withBandwidth(bytesPerSecond, nowNanos)) != null;
    }

    /** What the sender says of its link to here is taken over, unless something newer is known here. */
    void learned(MeasuredLink link, long nowNanos) {
        LinkEstimate theirs = new LinkEstimate(
                link.bandwidthBytesPerSecond(),
                Math.max(1, link.latencyMicros() * 1000.0),
                link.samples(),
                nowNanos - TimeUnit.MILLISECONDS.toNanos(link.ageMillis()));
        down.merge(
                link.from(),
                theirs,
                (ours, same) -> theirs.confirmedNanos() - ours.confirmedNanos() > 0 ? theirs : ours);
    }

    void forget(DeviceId peer) {
        up.remove(peer);
        down.remove(peer);
    }

    List<MeasuredLink> links(long nowNanos) {
        List<MeasuredLink> links = new ArrayList<>();
        up.forEach((peer, estimate) -> links.add(link(self, peer, estimate, nowNanos)));
        down.forEach((peer, estimate) -> links.add(link(peer, self, estimate, nowNanos)));
        return links;
    }

    private static MeasuredLink link(DeviceId from, DeviceId to, LinkEstimate estimate, long nowNanos) {
        return new MeasuredLink(
                from,
                to,
                estimate.bytesPerSecond(),
                Math.round(estimate.latencyNanos() / 1000),
                Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - estimate.confirmedNanos())),
                estimate.samples());
    }
}
