package hewn.deployer.order;

import hewn.deployer.journal.Journal;
import hewn.deployer.journal.JournalEntry;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import java.util.Optional;

/**
 * What a rollback goes back to.
 *
 * @param journal remembers what was deployed before
 * @param repository has the models
 */
public record WayBack(Journal journal, ModelRepository repository) {
    /** What was deployed before what serves a model; empty if nothing was. */
    private Optional<JournalEntry> former(String model) {
        return journal.find(model).flatMap(JournalEntry::previous);
    }

    /**
     * Which version was deployed before what serves a model.
     *
     * @param model its name
     * @return that version; empty if none was
     */
    public Optional<ModelId> version(String model) {
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

    /** Makes sure that what is to be replaced is what serves. */
    void requireServes(String model, long generation) throws ModelException {
        long serving = journal.find(model).map(JournalEntry::generation).orElse(generation);
        if (serving != generation) {
            throw new ModelException(
                    model,
                    "is served by generation " + serving + ", not by " + generation + ", which was to be replaced",
                    "look at 'hewn status', then roll back if that is still wanted");
        }
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
