package hewn.model.folder;

import hewn.inference.ModelId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which of the versions in the folder are taken, as {@code ServableVersionPolicy} of TensorFlow Serving has it. One of them
 * serves: the newest that is fit.
 */
sealed interface VersionPolicy {
    /** The versions of a model that may be taken, the newest first. */
    List<Long> candidates(String model, Collection<Long> there);

    /** Whether all candidates are taken, or only the one that is to serve. */
    default boolean takesAll() {
        return false;
    }

    /** The newest. */
    record Latest() implements VersionPolicy {
        @Override
        public List<Long> candidates(String model, Collection<Long> there) {
            return newestFirst(there);
        }
    }

    /** All go into the repository. */
    record All() implements VersionPolicy {
        @Override
        public List<Long> candidates(String model, Collection<Long> there) {
            return newestFirst(there);
        }

        @Override
        public boolean takesAll() {
            return true;
        }
    }

    /**
     * Those that are named; of models that are not named, the newest.
     *
     * @param named the only ones of their models
     */
    record Specific(Set<ModelId> named) implements VersionPolicy {
        public Specific {
            named = Set.copyOf(named);
        }

        @Override
        public List<Long> candidates(String model, Collection<Long> there) {
            List<Long> newestFirst = newestFirst(there);
            return named.stream().noneMatch(id -> id.name().equals(model))
                    ? newestFirst
                    : newestFirst.stream()
                            .filter(version -> named.contains(new ModelId(model, version)))
                            .toList();
        }
    }

    private static List<Long> newestFirst(Collection<Long> versions) {
        return versions.stream().sorted(Comparator.reverseOrder()).toList();
    }
}
