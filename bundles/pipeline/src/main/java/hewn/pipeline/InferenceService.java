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
     * @return sorted by name; a canary behind what is stable
     */
    List<Served> served();

    /**
     * A version of a model that is served.
     *
     * @param model its name and version
     * @param signature how it is called
     * @param generation which generation serves it
     * @param available whether requests are taken at this moment
     * @param traffic which requests go to it
     */
    record Served(ModelId model, Signature signature, long generation, boolean available, TrafficShare traffic) {
        /**
         * A model with no canary.
         *
         * @param model its name and version
         * @param signature how it is called
         * @param generation which generation serves it
         * @param available whether requests are taken at this moment
         */
        public Served(ModelId model, Signature signature, long generation, boolean available) {
            this(model, signature, generation, available, TrafficShare.ALL);
        }

        /**
         * Tells whether it is only tried.
         *
         * @return whether it is labelled so
         */
        public boolean isCanary() {
            return traffic.label() == VersionLabel.CANARY;
        }
    }
}
