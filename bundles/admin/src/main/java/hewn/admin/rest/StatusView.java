package hewn.admin.rest;

import hewn.pipeline.InferenceService;
import java.util.List;

/** The gateway at a glance. */
record StatusView(
        String version,
        String startedAt,
        long uptimeSeconds,
        String site,
        String http,
        String broker,
        boolean brokerConnected,
        int devicesOnline,
        List<ServedView> serving,
        List<String> strategies) {
    /** A model that is served. */
    record ServedView(
            String model,
            long version,
            String signature,
            long generation,
            boolean available,
            String label,
            double share) {
        static ServedView of(InferenceService.Served served) {
            return new ServedView(
                    served.model().name(),
                    served.model().version(),
                    served.signature().name(),
                    served.generation(),
                    served.available(),
                    served.traffic().label().text(),
                    served.traffic().share());
        }
    }
}
