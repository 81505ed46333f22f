package hewn.admin.rest;

import hewn.admin.access.AdminSecrets;
import hewn.admin.load.LoadFolderWatch;
import hewn.fleet.FleetMonitor;
import hewn.inference.ModelRepository;
import hewn.pipeline.Canaries;
import hewn.pipeline.Deployments;
import hewn.pipeline.InferenceService;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Planner;
import hewn.wire.ControlChannel;
import hewn.wire.GatewayLaunch;
import hewn.wire.MetricsBoard;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin API. It answers once every part of the gateway that it speaks for is there.
 *
 * <p>Every request needs the admin token. Every error is JSON with {@code error} and {@code remedy}.
 *
 * <p>The status tells of the {@link GatewayLaunch}, below whose data folder uploads are unpacked.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/v1/*")
public final class AdminServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AdminServlet.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final transient AdminSecrets secrets;
    private final transient EventStreams streams;
    private final transient Routes routes;
    private final transient ControlChannel.Registration connection;

    /**
     * The admin API as a service of the gateway.
     *
     * @param secrets knows who may ask
     * @param repository has the models
     * @param deployments has the generations
     * @param canaries has those that are tried
     * @param pipelines has their statistics
     * @param inference knows what serves
     * @param fleet knows the devices
     * @param metrics knows how they fare
     * @param planner knows the strategies
     * @param load knows what was dropped and can't be used
     * @param channel knows whether the broker is connected
     * @param context has the framework properties
     * @throws IOException if an earlier upload can't be cleared away
     */
    @Activate
    public AdminServlet(
            @Reference AdminSecrets secrets,
            @Reference ModelRepository repository,
            @Reference Deployments deployments,
            @Reference Canaries canaries,
            @Reference PipelineSwitch pipelines,
            @Reference InferenceService inference,
            @Reference FleetMonitor fleet,
            @Reference MetricsBoard metrics,
            @Reference Planner planner,
            @Reference LoadFolderWatch load,
            @Reference ControlChannel channel,
            BundleContext context)
            throws IOException {
        this(
                secrets,
                new Parts(
                        repository,
                        deployments,
                        canaries,
                        pipelines,
                        inference,
                        fleet,
                        metrics,
                        planner,
                        load::complaints,
                        channel),
                GatewayInfo.of(context, Instant.now()),
                GatewayLaunch.of(context::getProperty).data().resolve("uploads"));
    }

    AdminServlet(AdminSecrets secrets, Parts parts, GatewayInfo gateway, Path uploads) throws IOException {
        ModelUpload.deleteLeftovers(uploads);
        this.secrets = secrets;
        this.streams = new EventStreams(parts.deployments(), parts.pipelines(), HEARTBEAT);
        AtomicBoolean connected = new AtomicBoolean();
        this.routes = parts.routes(gateway, uploads, streams, connected::get);
        this.connection = parts.channel().onConnection(connected::set);
    }

    /** {@inheritDoc} */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        Answer answer = answer(request);
        UnreadBody.drain(request, response);
        answer.send(response);
    }

    private Answer answer(HttpServletRequest request) throws IOException {
        try {
            if (!secrets.hasToken(request)) {
                throw Refusal.unauthorized();
            }
            return routes.dispatch(
                    request, Optional.ofNullable(request.getPathInfo()).orElse(""));
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (IOException | RuntimeException failed) { // whatever happens, the client gets an error that it can read
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failed);
            return Answer.error(500, "the gateway failed: " + failed, "its log tells more");
        }
    }

    /** Ends the event streams, and hears of the connection no more; called when the gateway stops, or a part of it goes. */
    @Deactivate
    void stop() {
        connection.close();
        streams.close();
    }

    Routes routes() {
        return routes;
    }
}
