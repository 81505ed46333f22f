package hewn.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class LogPlotTest {
    private static final LogPlot.Axis ACROSS = new LogPlot.Axis("devices", 0, 2);
    private static final LogPlot.Axis UP = new LogPlot.Axis("seconds & more", -2, 2);

    @Test
    void drawsADecadeOfEachAxisEquallyLong() throws Exception {
        List<LogPlot.Point> points =
                List.of(new LogPlot.Point(1, 0.01), new LogPlot.Point(10, 1), new LogPlot.Point(100, 100));
        Element svg = parse(new LogPlot("Growth", ACROSS, UP).line("it", points).svg());
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(svg.getElementsByTagName("polyline")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("points")
                        .getNodeValue())
                .isEqualTo("64.0,268.0 264.0,152.0 464.0,36.0");
    }

    @Test
    void marksEachPowerOfTen() {
        String svg = new LogPlot("Growth", ACROSS, UP).svg();
        assertThat(svg).contains(">1<", ">10<", ">100<", ">0.01<", ">0.1<", ">seconds &amp; more<");
    }

    @Test
    void refusesAnAxisWithoutLength() {
        assertThatThrownBy(() -> new LogPlot.Axis("devices", 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the axis 'devices' has no length from 10^1 to 10^1");
    }

    private static Element parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }
}
