package hewn.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.inference.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are copied piece by piece, moved and deleted while the folder is looked at. */
class UnfinishedModelsTest extends FolderFixture {
    private static final int STEPS = 3000;

    private Random random;

    /** What is still to be written of each version, piece by piece. */
    private final Map<ModelId, Deque<Piece>> copies = new HashMap<>();

    /** Some characters at the end of a file. */
    private record Piece(String file, String text, boolean endsFile) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void areNeverTaken(long seed) throws IOException {
        random = new Random(seed);
        gateway().repository().readOnly(UnfinishedModelsTest::isGraphWhole);
        for (int step = 0; step < STEPS; step++) {
            act();
            gateway().scan();
            gateway()
                    .repository()
                    .models()
                    .forEach((id, kept) -> assertThat(kept).as("%s", id).isEqualTo(ModelFiles.whole(content(id))));
        }
        finish();
        assertThat(gateway().repository().list()).isNotEmpty();
        assertNewestServes();
    }

    /** The reader sees that a graph is cut off, or asks for variables that are not there. */
    private static boolean isGraphWhole(Map<String, String> files) {
        return files.get(ModelFiles.GRAPH).endsWith("to say") && files.containsKey(ModelFiles.INDEX);
    }

    private static String content(ModelId id) {
        return id + " has this to say";
    }

    private void act() throws IOException {
        ModelId id = new ModelId("m" + random.nextInt(2), 1 + random.nextInt(3));
        switch (random.nextInt(10)) {
            case 0 -> begin(id);
            case 1 -> delete(id);
            case 2 -> moveAway(id);
            case 3 -> moveIn(id);
            case 4 -> gateway().restart();
            case 5 -> gateway().pass(Duration.ofMillis(random.nextInt(5000)));
            default -> write(id);
        }
    }

    private Path path(ModelId id) {
        return gateway().version(id.name(), id.version());
    }

    private Path draft(ModelId id) {
        return root().resolve(id.name()).resolve(id.version() + ".tmp");
    }

    private void begin(ModelId id) throws IOException {
        if (Files.exists(path(id)) || Files.exists(draft(id))) {
            return;
        }
        Files.createDirectories(path(id));
        Deque<Piece> pieces = new ArrayDeque<>();
        ModelFiles.whole(content(id)).forEach((file, text) -> {
            int middle = random.nextInt(text.length());
            pieces.add(new Piece(file, text.substring(0, middle), false));
            pieces.add(new Piece(file, text.substring(middle), true));
        });
        copies.put(id, pieces);
    }

    /** One piece; a pause of any length may follow between files, but none within the last one that is visibly missing. */
    private void write(ModelId id) throws IOException {
        Deque<Piece> left = copies.getOrDefault(id, new ArrayDeque<>());
        if (left.isEmpty()) {
            return;
        }
        Path folder = Files.exists(path(id)) ? path(id) : draft(id);
        Piece piece = left.remove();
        append(folder.resolve(piece.file()), piece.text());
        if (!piece.endsFile() && piece.file().equals(ModelFiles.INDEX)) {
            gateway().scan();
            gateway().pass(Gateway.SETTLE.minusNanos(1));
            gateway().scan();
            append(folder.resolve(piece.file()), left.remove().text());
        }
    }

    private static void append(Path file, String text) throws IOException {
        String former = Files.exists(file) ? Files.readString(file) : "";
        ModelFiles.write(file, former + text);
    }

    private void delete(ModelId id) {
        if (Files.exists(path(id)) && random.nextInt(4) == 0) {
            ModelFiles.delete(path(id));
            copies.remove(id);
        }
    }

    private void moveAway(ModelId id) throws IOException {
        if (Files.exists(path(id))) {
            Files.move(path(id), draft(id));
        }
    }

    private void moveIn(ModelId id) throws IOException {
        if (Files.exists(draft(id))
                && copies.getOrDefault(id, new ArrayDeque<>()).isEmpty()) {
            Files.move(draft(id), path(id));
        }
    }

    private void finish() throws IOException {
        for (ModelId id : copies.keySet()) {
            while (!copies.get(id).isEmpty()) {
                write(id);
            }
            moveIn(id);
        }
        gateway().settle();
        gateway().settle();
    }

    private void assertNewestServes() {
        for (String model : new String[] {"m0", "m1"}) {
            Optional<Long> newest = copies.keySet().stream()
                    .filter(id -> id.name().equals(model))
                    .map(ModelId::version)
                    .max(Long::compare);
            assertThat(gateway().deployments().serving(model)).isEqualTo(newest);
        }
    }
}
