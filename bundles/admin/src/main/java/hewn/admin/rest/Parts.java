package hewn.admin.rest;

import hewn.fleet.FleetMonitor;
import hewn.inference.ModelRepository;
import hewn.pipeline.Canaries;
import hewn.pipeline.Deployments;
import hewn.pipeline.InferenceService;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Planner;
import hewn.wire.ControlChannel;
import hewn.wire.MetricsBoard;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The parts of the gateway that the admin API speaks for; {@code unusable} tells what was dropped into its load folder and
 * can't be used.
 */
record Parts(
        ModelRepository repository,
        Deployments deployments,
        Canaries canaries,
        PipelineSwitch pipelines,
        InferenceService inference,
        FleetMonitor fleet,
        MetricsBoard metrics,
        Planner planner,
        Supplier<List<String>> unusable,
        ControlChannel channel) {
    /** All that the API offers. */
    Routes routes(GatewayInfo gateway, Path uploads, EventStreams streams, BooleanSupplier brokerConnected) {
        StoredVersions versions = new StoredVersions(repository);
        return new Routes(Stream.of(
                        new StatusResource(
                                        gateway,
                                        fleet,
                                        inference,
                                        planner,
                                        unusable,
                                        brokerConnected,
                                        Clock.systemUTC())
                                .routes(),
                        new DevicesResource(fleet, metrics).routes(),
                        new LinksResource(fleet).routes(),
                        new ModelsResource(repository, deployments, inference, uploads, ZipLimits.DEFAULT).routes(),
                        new DeploymentsResource(versions, deployments, canaries, pipelines, planner, streams).routes(),
                        new PlansResource(versions, deployments, planner, fleet).routes())
                .flatMap(List::stream)
                .toList());
    }
}
