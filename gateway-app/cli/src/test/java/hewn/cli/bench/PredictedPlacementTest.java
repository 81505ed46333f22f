package hewn.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import hewn.cli.api.Deployment;
import hewn.cli.bench.PredictedPlacement.Figures;
import hewn.cli.emulation.EmulationReport;
import hewn.placement.Prediction;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Samples for the tests of what is measured beside predictions. */
public class PredictedPlacementTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void statesErrorsAsPartsOfTheTruth() {
        Figures errors = new Figures(9, 0.11).errors(new Figures(10, 0.1));
        assertThat(errors.perSecond()).isEqualTo(-0.1, CLOSE);
        assertThat(errors.latencySeconds()).isEqualTo(0.1, CLOSE);
    }

    @Test
    void addsTheHopsToWhatTheStagesTook() {
        Figures given = placement("digits", 0).givenComputing();
        assertThat(given.latencySeconds()).isEqualTo(0.01 + 0.15 + 0.02 + 0.4 + 0.03, CLOSE);
        assertThat(given.perSecond()).isEqualTo(1 / 0.4, CLOSE);
    }

    /** Two stages that were predicted to compute 0.1 s and 0.3 s, and took half as long again and a third more. */
    public static PredictedPlacement placement(String model, double overdueSeconds) {
        EmulationReport.Figures none = new EmulationReport.Figures(0, 0, 0, 0, 0);
        EmulationReport meanwhile =
                new EmulationReport(1e9, new EmulationReport.Figures(10, 1, 10, overdueSeconds, overdueSeconds), none);
        Prediction stated = new Prediction(List.of(0.1, 0.3), List.of(0.01, 0.02, 0.03), List.of(1L, 1L), 1);
        return new PredictedPlacement(deployment(model), stated, new Figures(2.5, 0.5), meanwhile);
    }

    /** As the gateway tells it, so that it may tell more one day. */
    private static Deployment deployment(String model) {
        String json = """
                {"generation": 7, "model": "%s", "version": 1, "state": "SERVING", "ended": false, "progress": "",
                 "placement": {"explanation": "", "latencySeconds": 0.4, "throughputPerSecond": 2},
                 "stages": [
                   {"stage": 0, "device": "hall", "measured": {"computed": {"p50Seconds": 0.15}}},
                   {"stage": 1, "device": "yard", "measured": {"computed": {"p50Seconds": 0.4}}}]}
                """;
        try {
            return JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .build()
                    .readValue(json.formatted(model), Deployment.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
