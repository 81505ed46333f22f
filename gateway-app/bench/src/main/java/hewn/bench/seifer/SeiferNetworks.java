package hewn.bench.seifer;

import hewn.bench.run.Contender;
import hewn.bench.run.Setting;
import hewn.strategies.greedy.joint.GreedyJoint;
import hewn.strategies.optimal.throughput.OptimalThroughput;
import hewn.strategies.random.RandomPlacement;
import hewn.strategies.seifer.Seifer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * SEIFER's own setting: four models, equal devices of four sizes in random networks of five sizes, throughput bound by
 * links alone, and its figures beside ours.
 */
public final class SeiferNetworks implements Setting {
    private static final List<String> MODELS =
            List.of("ResNet50", "MobileNetV2", "EfficientNetB1", "InceptionResNetV2");
    private static final List<Integer> CAPACITIES = List.of(64, 128, 256, 512);
    private static final List<Integer> DEVICES = List.of(5, 10, 15, 20, 50);
    private static final int DRAWS = 50;
    private static final int LINE_UPS = 1000;
    private static final int CLASSES = 20;
    private static final int TRIALS = 200;

    private static final int WIDTH = 4096;

    /** In the order of {@link CellTables}. */
    private static final List<Contender> CONTENDERS = List.of(
            new Contender("random", new RandomPlacement(LINE_UPS)),
            new Contender("greedy-joint", new GreedyJoint(true)),
            new Contender("seifer", new Seifer(true, CLASSES, TRIALS)),
            new Contender("optimal-throughput", new OptimalThroughput(0, WIDTH)));

    private final List<String> models;
    private final List<Integer> sizes;
    private final int draws;

    /** The setting as a whole. */
    public SeiferNetworks() {
        this(MODELS, DEVICES, DRAWS);
    }

    /**
     * A part of it.
     *
     * @param models their names
     * @param sizes how many devices the networks have
     * @param draws how many networks of each size
     */
    SeiferNetworks(List<String> models, List<Integer> sizes, int draws) {
        this.models = List.copyOf(models);
        this.sizes = List.copyOf(sizes);
        this.draws = draws;
    }

    @Override
    public String name() {
        return "seifer";
    }

    @Override
    public String description() {
        return "SEIFER's models and random networks, as it counts them";
    }

    @Override
    public String run(Consumer<String> progress) {
        return new CellTables(draws, cells(progress)).toString();
    }

    private List<Cell> cells(Consumer<String> progress) {
        List<Cell> cells = new ArrayList<>();
        for (String model : models) {
            for (int capacity : CAPACITIES) {
                for (int size : sizes) {
                    progress.accept(model + ", " + capacity + " MiB, " + size + " devices");
                    cells.add(Cell.of(model, capacity, size, draws, CONTENDERS));
                }
            }
        }
        return cells;
    }
}
