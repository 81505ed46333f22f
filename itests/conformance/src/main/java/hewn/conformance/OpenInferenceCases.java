package hewn.conformance;

import static hewn.conformance.Expectation.error;
import static hewn.conformance.Expectation.json;
import static hewn.conformance.Expectation.status;

import java.util.List;
import java.util.stream.Stream;

/**
 * The Open Inference Protocol, version 2, in JSON.
 *
 * @param model the name under which half plus three is served
 * @param version the version that is served
 * @see <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>
 */
public record OpenInferenceCases(String model, String version) {
    private static final String X = "\"name\":\"x\",\"datatype\":\"FP32\"";
    private static final String GOLDEN = "{\"inputs\":[{" + X + ",\"shape\":[3],\"data\":[1.0,2.0,5.0]}]}";
    private static final String Y = "\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[3],";
    private static final String ANSWER = Y + "\"data\":[3.5,4.0,5.5]}]";

    /**
     * All cases.
     *
     * @return in an order that reads well
     */
    public List<Case> cases() {
        return Stream.of(descriptions(), answers(), paths(), bodies())
                .flatMap(List::stream)
                .toList();
    }

    private String path(String rest) {
        return "/v2/models/" + model + rest;
    }

    private List<Case> descriptions() {
        String metadata = "{\"name\":\"" + model + "\",\"versions\":[\"" + version
                + "\"],\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[-1]}],"
                + "\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[-1]}]}";
        return new CaseList()
                .get("is live", "/v2/health/live", status(200))
                .get("is ready", "/v2/health/ready", status(200))
                .get("has the model ready", path("/ready"), status(200))
                .get("has the version ready", path("/versions/" + version + "/ready"), status(200))
                .get("describes itself", "/v2", json("{}"))
                .get("describes the model", path(""), json(metadata))
                .get("describes the version", path("/versions/" + version), json(metadata))
                .cases();
    }

    private List<Case> answers() {
        String infer = path("/infer");
        return new CaseList()
                .post("answers the golden request", infer, GOLDEN, json("{" + ANSWER + "}"))
                .post(
                        "names the model and the version",
                        path("/versions/" + version + "/infer"),
                        GOLDEN,
                        json("{\"model_name\":\"" + model + "\",\"model_version\":\"" + version + "\"}"))
                .post(
                        "echoes the id",
                        infer,
                        GOLDEN.replaceFirst("\\{", "{\"id\":\"request 42\","),
                        json("{\"id\":\"request 42\"," + ANSWER + "}"))
                .post(
                        "takes fields in any order",
                        infer,
                        "{\"inputs\":[{\"data\":[1,2,5],\"datatype\":\"FP32\",\"name\":\"x\",\"shape\":[3]}]}",
                        json("{" + ANSWER + "}"))
                .post(
                        "gives the outputs asked for",
                        infer,
                        GOLDEN.substring(0, GOLDEN.length() - 1) + ",\"outputs\":[{\"name\":\"y\"}]}",
                        json("{" + ANSWER + "}"))
                .cases();
    }

    private List<Case> paths() {
        return new CaseList()
                .post("refuses unknown models", "/v2/models/no_such_model/infer", GOLDEN, error(404, "no_such_model"))
                .get("describes no unknown model", "/v2/models/no_such_model", error(404, "no_such_model"))
                .get("has no unknown model ready", "/v2/models/no_such_model/ready", status(404))
                .post("refuses unknown versions", path("/versions/999999/infer"), GOLDEN, error(404, ""))
                .get("refuses to get an inference", path("/infer"), status(405))
                .post("refuses to post to health", "/v2/health/live", GOLDEN, status(405))
                .get("refuses other paths", "/v2/foo", status(404))
                .cases();
    }

    private List<Case> bodies() {
        String infer = path("/infer");
        return new CaseList()
                .post("refuses empty bodies", infer, "", error(400, ""))
                .post("refuses what is not JSON", infer, "inputs = 1", error(400, ""))
                .post("refuses JSON that ends early", infer, "{\"inputs\":[", error(400, ""))
                .post("refuses requests without inputs", infer, "{\"inputs\":[]}", error(400, ""))
                .post("refuses unknown inputs", infer, GOLDEN.replace("\"x\"", "\"z\""), error(400, "z"))
                .post("refuses other datatypes", infer, GOLDEN.replace("FP32", "INT32"), error(400, ""))
                .post("refuses unknown datatypes", infer, GOLDEN.replace("FP32", "FLOAT"), error(400, ""))
                .post("refuses other ranks", infer, GOLDEN.replace("[3]", "[1,3]"), error(400, ""))
                .post("refuses negative dimensions", infer, GOLDEN.replace("[3]", "[-3]"), error(400, ""))
                .post("refuses too little data", infer, GOLDEN.replace("[3]", "[4]"), error(400, ""))
                .post("refuses too much data", infer, GOLDEN.replace("[3]", "[2]"), error(400, ""))
                .post(
                        "refuses sizes that overflow",
                        infer,
                        GOLDEN.replace("[3]", "[4611686018427387904,16]"),
                        error(400, ""))
                .post("refuses text for numbers", infer, GOLDEN.replace("1.0", "\"a\""), error(400, ""))
                .post(
                        "refuses unknown outputs",
                        infer,
                        GOLDEN.substring(0, GOLDEN.length() - 1) + ",\"outputs\":[{\"name\":\"z\"}]}",
                        error(400, "z"))
                .post(
                        "refuses the same output twice",
                        infer,
                        GOLDEN.substring(0, GOLDEN.length() - 1) + ",\"outputs\":[{\"name\":\"y\"},{\"name\":\"y\"}]}",
                        error(400, "y"))
                .post("refuses deep nesting", infer, "{\"inputs\":" + "[".repeat(20_000), error(400, ""))
                .cases();
    }
}
