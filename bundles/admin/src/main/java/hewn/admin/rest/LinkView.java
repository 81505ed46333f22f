package hewn.admin.rest;

import hewn.fleet.Link;

/** What is known of a link, and how well. */
record LinkView(
        String from,
        String to,
        double bandwidthBytesPerSecond,
        double latencySeconds,
        double ageSeconds,
        double confidence) {
    static LinkView of(Link link) {
        return new LinkView(
                link.from().value(),
                link.to().value(),
                link.bandwidthBytesPerSecond(),
                link.latency().toNanos() / 1e9,
                link.age().toMillis() / 1e3,
                link.confidence());
    }
}
