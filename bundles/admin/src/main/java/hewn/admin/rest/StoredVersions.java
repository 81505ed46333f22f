package hewn.admin.rest;

import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import java.util.Comparator;
import java.util.OptionalLong;

/** Finds the version of a model that a client means. */
record StoredVersions(ModelRepository repository) {
    /** The version that is named, or the latest. */
    ModelId find(String name, OptionalLong version) throws Refusal {
        return repository.list().stream()
                .filter(id -> id.name().equals(name))
                .filter(id -> version.isEmpty() || version.getAsLong() == id.version())
                .max(Comparator.comparingLong(ModelId::version))
                .orElseThrow(() -> Refusal.notFound(
                        "the repository has no model '" + name + "'"
                                + (version.isPresent() ? " version " + version.getAsLong() : ""),
                        "upload it first: 'hewn deploy', or PUT /api/v1/models/" + name + "/versions/next"));
    }
}
