package hewn.bench.seifer;

import hewn.bench.report.Figure;
import hewn.bench.report.MarkdownTable;
import hewn.bench.run.Contender;
import hewn.bench.run.Setting;
import hewn.strategies.greedy.joint.GreedyJoint;
import hewn.strategies.optimal.throughput.OptimalThroughput;
import hewn.strategies.seifer.Seifer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How the number of classes tells on SEIFER's k-path matching, for the models with several hops. */
public final class SeiferClasses implements Setting {
    private static final List<String> MODELS = List.of("ResNet50", "EfficientNetB1", "InceptionResNetV2");
    private static final List<Integer> CLASSES = List.of(2, 5, 8, 11, 14, 17, 20);
    private static final int[] DEVICES = {10, 20, 50};
    private static final int CAPACITY = 64;
    private static final int DRAWS = 50;
    private static final int TRIALS = 200;
    private static final int WIDTH = 4096;

    /** Needs nothing. */
    public SeiferClasses() {}

    @Override
    public String name() {
        return "seifer-classes";
    }

    @Override
    public String description() {
        return "SEIFER's k-path matching with each number of classes that the paper tries";
    }

    @Override
    public String run(Consumer<String> progress) {
        List<Contender> contenders = contenders();
        List<String> titles = new ArrayList<>(List.of("model", "devices"));
        contenders.forEach(contender -> titles.add(contender.name()));
        MarkdownTable table = new MarkdownTable(1, titles.toArray(String[]::new));
        for (String model : MODELS) {
            Arrays.stream(DEVICES)
                    .peek(devices -> progress.accept(model + ", " + devices + " devices"))
                    .mapToObj(devices -> Cell.of(model, CAPACITY, devices, DRAWS, contenders))
                    .forEach(cell -> table.row(cells(cell, contenders.size())));
        }
        return table.toString();
    }

    private static List<Contender> contenders() {
        Stream<Contender> classes =
                CLASSES.stream().map(count -> new Contender("C = " + count, new Seifer(true, count, TRIALS)));
        return Stream.of(
                        Stream.of(new Contender("greedy-joint", new GreedyJoint(true))),
                        classes,
                        Stream.of(new Contender("optimum", new OptimalThroughput(0, WIDTH))))
                .flatMap(contenders -> contenders)
                .toList();
    }

    private static Object[] cells(Cell cell, int contenders) {
        Stream<Object> means =
                IntStream.range(0, contenders).mapToObj(contender -> Figure.of(cell.meanSeconds(contender), 4));
        return Stream.concat(Stream.of(cell.model(), cell.devices()), means).toArray();
    }
}
