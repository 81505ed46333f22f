package hewn.repository;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.ModelLimits;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that works on a repository is killed again and again, at moments that chance decides. */
class CrashTest {
    private static final long SEED = 20_240_517;
    private static final int KILLS = 6;
    private static final Pattern CHANGE = Pattern.compile("(begin|end) (add|remove) (\\d)");

    @TempDir
    private Path data;

    @TempDir
    private Path upload;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** The versions that must be there, and one of which it is not known. */
    private final Set<Long> kept = new TreeSet<>();

    private Optional<Long> unknown = Optional.empty();

    @Test
    void losesNothingThatWasAcknowledgedAndKeepsNothingHalf() throws Exception {
        byte[] content = new byte[1 << 20];
        random.nextBytes(content);
        Files.write(upload.resolve(Slice.FILE), content);
        for (int kill = 0; kill < KILLS; kill++) {
            workUntilKilled(random.nextInt(1, 40));

            FileModelRepository repository = new FileModelRepository(new PlainReader(), ModelLimits.DEFAULT, data);

            requireAcknowledged(repository);
            requireNothingHalf();
        }
    }

    private void workUntilKilled(int lines) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusyRepository.class.getName(),
                        data.toString(),
                        upload.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                follow(output.readLine());
            }
            process.toHandle().destroyForcibly(); // leaves what it said to be read
            output.lines().forEach(this::follow);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void follow(String line) {
        Matcher change = CHANGE.matcher(line);
        if (!change.matches()) {
            return; // a log line, or one that the kill cut off
        }
        long version = Long.parseLong(change.group(3));
        if (change.group(1).equals("begin")) {
            unknown = Optional.of(version);
            return;
        }
        unknown = Optional.empty();
        if (change.group(2).equals("add")) {
            kept.add(version);
        } else {
            kept.remove(version);
        }
    }

    private void requireAcknowledged(FileModelRepository repository) throws Exception {
        Set<Long> there =
                repository.list().stream().map(ModelId::version).collect(Collectors.toCollection(TreeSet::new));
        if (unknown.isPresent()) {
            kept.remove(unknown.get());
            if (there.contains(unknown.get())) {
                kept.add(unknown.get());
            }
        }
        assertThat(there).as("seed %d", SEED).isEqualTo(kept);
        for (ModelId id : repository.list()) {
            StoredModel model = repository.find(id).orElseThrow(); // compares all checksums
            repository.slice(model, Signature.DEFAULT_NAME, new LayerRange(0, PlainReader.LAYERS));
        }
    }

    private void requireNothingHalf() throws Exception {
        assertThat(Models.tree(data))
                .as("seed %d", SEED)
                .noneMatch(path -> path.getFileName().toString().startsWith("."));
        for (Path folder : AtomicFolder.visible(data.resolve("slices/sha256"))) {
            assertThat(FileDigest.of(folder.resolve(Slice.FILE)).hex())
                    .isEqualTo(folder.getFileName().toString());
        }
    }
}
