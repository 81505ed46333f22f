package hewn.admin.rest;

import hewn.inference.ModelId;
import hewn.pipeline.InferenceService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A model and its versions, oldest first. */
record ModelView(String name, List<VersionView> versions) {
    /** A version, and what serves it, if anything does. */
    record VersionView(long version, Optional<ServingView> serving) {}

    /** The generation that serves a version. */
    record ServingView(long generation, boolean available) {}

    static List<ModelView> of(List<ModelId> stored, List<InferenceService.Served> served) {
        Map<ModelId, ServingView> serving = served.stream()
                .collect(Collectors.toMap(
                        InferenceService.Served::model,
                        s -> new ServingView(s.generation(), s.available()),
                        (one, other) -> one));
        return stored.stream()
                .collect(Collectors.groupingBy(ModelId::name, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(model -> new ModelView(
                        model.getKey(),
                        model.getValue().stream()
                                .map(id -> new VersionView(id.version(), Optional.ofNullable(serving.get(id))))
                                .toList()))
                .toList();
    }
}
