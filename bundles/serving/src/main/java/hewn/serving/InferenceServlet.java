package hewn.serving;

import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import hewn.pipeline.InferenceService;
import hewn.serving.exchange.HttpProtocol;
import hewn.serving.http.Limits;
import hewn.serving.http.ProtocolServlet;
import hewn.serving.models.Inference;
import hewn.serving.models.ModelStates;
import hewn.serving.models.ServedModels;
import hewn.serving.oip.OpenInference;
import hewn.serving.repeat.OncePerKey;
import hewn.serving.repeat.Retention;
import hewn.serving.start.PresentDeployments;
import hewn.serving.start.UntilRestored;
import hewn.serving.tfs.TensorFlowServing;
import jakarta.servlet.Servlet;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Inference over HTTP: TensorFlow Serving's REST API under {@code /v1}, the Open Inference Protocol under {@code /v2}.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("hewn-inference")
@HttpWhiteboardServletPattern({"/v1/*", "/v2/*"})
@HttpWhiteboardServletAsyncSupported
public final class InferenceServlet extends ProtocolServlet {
    private static final long serialVersionUID = 1L;

    private final transient PresentDeployments deployments;

    /**
     * Serves as a component of the gateway.
     *
     * @param service answers requests
     * @param repository keeps models; may be absent
     * @param context knows the version of this bundle
     * @param settings what is configured
     */
    @Activate
    public InferenceServlet(
            @Reference InferenceService service,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    ModelRepository repository,
            BundleContext context,
            @Reference ServingSettings settings) {
        this(service, Optional.ofNullable(repository), context, settings, new PresentDeployments());
    }

    private InferenceServlet(
            InferenceService service,
            Optional<ModelRepository> repository,
            BundleContext context,
            ServingSettings settings,
            PresentDeployments deployments) {
        this(
                new UntilRestored(deployments)
                        .guard(protocols(
                                service,
                                deployments,
                                repository,
                                settings::modelControl,
                                context.getBundle().getHeaders().get("Implementation-Version"),
                                settings::retention)),
                settings::limits,
                deployments);
    }

    /**
     * Serves.
     *
     * @param service answers requests
     * @param deployments loads and unloads models, if something does
     * @param repository keeps models, if something does
     * @param modelControl whether clients may load and unload models
     * @param version what the server says of itself
     * @param limits what requests may take
     * @param retention how long and how many replies are kept for repeated requests
     */
    public InferenceServlet(
            InferenceService service,
            Optional<Deployments> deployments,
            Optional<ModelRepository> repository,
            boolean modelControl,
            String version,
            Limits limits,
            Retention retention) {
        this(
                protocols(service, () -> deployments, repository, () -> modelControl, version, () -> retention),
                () -> limits,
                new PresentDeployments());
    }

    private InferenceServlet(
            Map<String, HttpProtocol> protocols, Supplier<Limits> limits, PresentDeployments deployments) {
        super(protocols, limits);
        this.deployments = deployments;
    }

    /** Requests that are answered meanwhile do not notice when deployments come and go. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bind(Deployments present) {
        deployments.come(present);
    }

    void unbind(Deployments gone) {
        deployments.go(gone);
    }

    private static Map<String, HttpProtocol> protocols(
            InferenceService service,
            Supplier<Optional<Deployments>> deployments,
            Optional<ModelRepository> repository,
            BooleanSupplier modelControl,
            String version,
            Supplier<Retention> retention) {
        ServedModels models = new ServedModels(service);
        Inference inference = new Inference(service);
        ModelStates states = new ModelStates(models, deployments, repository);
        return new OncePerKey(retention)
                .guard(Map.of(
                        "v1", new TensorFlowServing(models, inference, states),
                        "v2", new OpenInference(models, inference, states, deployments, modelControl, version)));
    }
}
