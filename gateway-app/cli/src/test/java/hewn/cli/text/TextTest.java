package hewn.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void alignsWordsToTheLeftAndNumbersToTheRight() {
        Table<Map.Entry<String, ?>> table = Table.<Map.Entry<String, ?>>of(
                        List.of(Map.entry("a", "9.50 MB"), Map.entry("longer", "-"), Map.entry("c", 12)))
                .words("NAME", Map.Entry::getKey)
                .figures("SIZE", Map.Entry::getValue)
                .words("", row -> "");
        assertThat(table.toString().lines())
                .containsExactly("NAME        SIZE", "a        9.50 MB", "longer         -", "c             12");
    }

    @Test
    void neverBreaksWhatIsLong() {
        String path = "a folder/".repeat(100);
        assertThat(Table.of(List.of(path))
                        .words("FOLDER", row -> row)
                        .toString()
                        .lines())
                .containsExactly("FOLDER", path);
    }

    @Test
    void showsTheTitlesOfATableWithoutRows() {
        assertThat(Table.of(List.of()).words("A", row -> row).figures("B", row -> row))
                .hasToString("A   B");
    }

    @Test
    void choosesTheUnitThatSuits() {
        assertThat(Quantity.bytes(0)).isEqualTo("0 B");
        assertThat(Quantity.bytes(999)).isEqualTo("999 B");
        assertThat(Quantity.bytes(1500)).isEqualTo("1.50 KB");
        assertThat(Quantity.bytes(999_999)).isEqualTo("1.00 MB");
        assertThat(Quantity.flops(3.86e9)).isEqualTo("3.86 GFLOP");
        assertThat(Quantity.seconds(0.0000125)).isEqualTo("12.5 µs");
        assertThat(Quantity.seconds(0.25)).isEqualTo("250 ms");
        assertThat(Quantity.seconds(90)).isEqualTo("90.0 s");
    }
}
