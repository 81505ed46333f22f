package hewn.repository;

import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.ModelLimits;
import hewn.inference.Signature;
import hewn.inference.StoredModel;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A process that adds, cuts and removes models until it is killed. It says {@code begin} and {@code end} of each change,
 * with the change and the version.
 */
final class BusyRepository {
    static final String NAME = "model";
    static final int VERSIONS = 4;

    private final FileModelRepository repository;
    private final SplittableRandom random;
    private final Path upload;

    private BusyRepository(Path data, Path upload, long seed) throws Exception {
        this.repository = new FileModelRepository(new PlainReader(), ModelLimits.DEFAULT, data);
        this.random = new SplittableRandom(seed);
        this.upload = upload;
    }

    /** Takes the data folder, a model to add, and a seed. */
    public static void main(String[] arguments) throws Exception {
        BusyRepository busy =
                new BusyRepository(Path.of(arguments[0]), Path.of(arguments[1]), Long.parseLong(arguments[2]));
        while (true) {
            busy.change();
        }
    }

    private void change() throws Exception {
        ModelId id = new ModelId(NAME, random.nextInt(1, VERSIONS + 1));
        if (random.nextInt(3) == 0) {
            say("begin remove", id);
            repository.remove(id);
            say("end remove", id);
        } else {
            say("begin add", id);
            StoredModel model = repository.add(id, upload);
            say("end add", id);
            int from = random.nextInt(PlainReader.LAYERS);
            int to = random.nextInt(from + 1, PlainReader.LAYERS + 1);
            repository.slice(model, Signature.DEFAULT_NAME, new LayerRange(from, to));
        }
    }

    private static void say(String change, ModelId id) {
        System.out.println(change + " " + id.version());
    }
}
