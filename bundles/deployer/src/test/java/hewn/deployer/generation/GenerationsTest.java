package hewn.deployer.generation;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.deployer.journal.Journal;
import hewn.inference.ModelId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsTest {
    private static final ModelId MODEL = new ModelId("m", 1);

    @TempDir
    private Path data;

    private Journal journal() throws IOException {
        return new Journal(data.resolve("deployments.json"), Clock.systemUTC());
    }

    @Test
    void aNumberCountsAsPostedOnceTheBoardKnowsIt() throws IOException {
        AtomicReference<Generations> generations = new AtomicReference<>();
        List<Long> posted = new ArrayList<>();
        generations.set(new Generations(
                journal(),
                Clock.systemUTC(),
                status -> posted.add(generations.get().posted())));
        generations.get().begin(MODEL);
        generations.get().begin(MODEL);
        assertThat(posted).containsExactly(0L, 1L);
        assertThat(generations.get().posted()).isEqualTo(2);
    }

    @Test
    void knowsTheNumbersOfFormerProcesses() throws IOException {
        new Generations(journal(), Clock.systemUTC(), status -> {}).begin(MODEL);
        assertThat(new Generations(journal(), Clock.systemUTC(), status -> {}).posted())
                .isEqualTo(1);
    }
}
