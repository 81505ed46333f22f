package hewn.cli.api;

import java.util.List;

/**
 * The gateway at a glance.
 *
 * @param version of the gateway
 * @param uptimeSeconds since it started
 * @param site its site
 * @param http where its HTTP interface is
 * @param broker where its broker is
 * @param brokerConnected whether it is connected to it
 * @param devicesOnline how many
 * @param serving what is served
 * @param strategies what is on offer
 */
public record Status(
        String version,
        long uptimeSeconds,
        String site,
        String http,
        String broker,
        boolean brokerConnected,
        int devicesOnline,
        List<Serving> serving,
        List<String> strategies) {
    /**
     * A model that is served.
     *
     * @param model its name
     * @param version its version
     * @param generation which generation serves it
     * @param available whether requests are taken at this moment
     */
    public record Serving(String model, long version, long generation, boolean available) {}
}
