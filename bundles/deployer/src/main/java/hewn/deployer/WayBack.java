package hewn.deployer;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import java.util.Optional;

/** What a rollback goes back to. */
record WayBack(Journal journal, ModelRepository repository) {
    /** What was deployed before what serves a model; empty if nothing was. */
    private Optional<JournalEntry> former(String model) {
        return journal.find(model).flatMap(JournalEntry::previous);
    }

    /** Which version that was. */
    Optional<ModelId> version(String model) {
        return former(model).map(entry -> entry.toRequest().model());
    }

    /** What was deployed before, which can be deployed again. */
    JournalEntry require(String model) throws ModelException {
        JournalEntry former = former(model)
                .orElseThrow(() -> new ModelException(
                        model,
                        "was not deployed in another way before, so there is nothing to go back to",
                        "deploy what is wanted: 'hewn deploy --model " + model + " --model-version N'"));
        requireKept(former.toRequest().model());
        return former;
    }

    private void requireKept(ModelId former) throws ModelException {
        if (repository.find(former).isEmpty()) {
            throw new ModelException(
                    former.toString(),
                    "was deployed before, but is not in the repository any more",
                    "hand it in again: 'hewn deploy PATH --model " + former.name() + " --model-version "
                            + former.version() + "'");
        }
    }
}
