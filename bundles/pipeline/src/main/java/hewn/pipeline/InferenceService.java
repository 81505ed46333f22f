package hewn.pipeline;

import hewn.inference.ModelId;
import hewn.inference.Signature;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers requests. Safe for use by several threads.
 */
@ProviderType
public interface InferenceService {
    /**
     * Sends a request through the generation that serves its model.
     *
     * @param request what to compute
     * @return completes by the request's deadline with exactly one outcome, never exceptionally
     */
    CompletionStage<InferenceOutcome> infer(InferenceRequest request);

    /**
     * What can be asked for at this moment.
     *
     * @return sorted by name
     */
    List<Served> served();

    /**
     * A model that is served.
     *
     * @param model its name and version
     * @param signature how it is called
     * @param generation which generation serves it
     * @param available whether requests are taken at this moment
     */
    record Served(ModelId model, Signature signature, long generation, boolean available) {}
}
