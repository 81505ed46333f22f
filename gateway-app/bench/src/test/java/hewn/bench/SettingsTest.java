package hewn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.bench.run.Setting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void haveNamesOfTheirOwnAndSayWhatTheyCompare() {
        assertThat(Settings.all()).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(Settings.all()).allSatisfy(setting -> {
            assertThat(setting.name()).matches("[a-z0-9-]+");
            assertThat(setting.description()).isNotBlank();
        });
    }

    @Test
    void writeATableAndTellHowFarTheyAre() {
        Setting smallest = Settings.all().get(0);
        List<String> steps = new ArrayList<>();
        assertThat(smallest.run(steps::add)).contains("| ResNet50 | 39 |");
        assertThat(steps).contains("ResNet50");
    }
}
