package hewn.repository;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.graph.LayerRange;
import hewn.inference.ModelId;
import hewn.inference.ModelLimits;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import hewn.savedmodel.SavedModelReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileModelRepositoryTest {
    private static final ModelId DIGITS = new ModelId("digits", 1);

    @TempDir
    private Path data;

    private FileModelRepository open() throws IOException {
        return new FileModelRepository(new SavedModelReader(), ModelLimits.DEFAULT, data);
    }

    @Test
    void keepsWhatWasAddedAndCutOverARestart() throws Exception {
        FileModelRepository before = open();
        StoredModel added = before.add(DIGITS, Models.digits(1));
        Slice cut = before.slice(added, "serving_default", new LayerRange(0, 2));

        FileModelRepository after = open();

        assertThat(after.list()).containsExactly(DIGITS);
        StoredModel found = after.find(DIGITS).orElseThrow();
        assertThat(found.source().layers("serving_default"))
                .isEqualTo(added.source().layers("serving_default"));
        assertThat(after.slice(found, "serving_default", new LayerRange(0, 2))).isEqualTo(cut);
        assertThat(FileDigest.of(SliceFiles.ofData(data).file(cut.digest()))).isEqualTo(cut.digest());
    }
}
