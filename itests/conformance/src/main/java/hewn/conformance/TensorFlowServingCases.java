package hewn.conformance;

import static hewn.conformance.Expectation.error;
import static hewn.conformance.Expectation.json;

import java.util.List;
import java.util.stream.Stream;

/**
 * TensorFlow Serving's REST API: the cases of its own tests, and what clients match on.
 *
 * @param model the name under which half plus three is served
 * @param version the version that is served
 * @see <a href="https://www.tensorflow.org/tfx/serving/api_rest">RESTful API</a>
 */
public record TensorFlowServingCases(String model, String version) {
    private static final String ONE = "{\"instances\":[1.0]}";

    /**
     * All cases.
     *
     * @return in an order that reads well
     */
    public List<Case> cases() {
        return Stream.of(answers(), descriptions(), paths(), bodies())
                .flatMap(List::stream)
                .toList();
    }

    private String path(String rest) {
        return "/v1/models/" + model + rest;
    }

    private List<Case> answers() {
        String predict = path(":predict");
        return new CaseList()
                .post(
                        "answers the golden request",
                        predict,
                        "{\"instances\":[1.0,2.0,5.0]}",
                        json("{\"predictions\":[3.5,4.0,5.5]}"))
                .post(
                        "answers named rows",
                        predict,
                        "{\"instances\":[{\"x\":1.0},{\"x\":2.0}]}",
                        json("{\"predictions\":[3.5,4.0]}"))
                .post("answers columns", predict, "{\"inputs\":[1.0,2.0]}", json("{\"outputs\":[3.5,4.0]}"))
                .post("answers named columns", predict, "{\"inputs\":{\"x\":[1.0]}}", json("{\"outputs\":[3.5]}"))
                .post(
                        "takes a signature's name",
                        predict,
                        "{\"signature_name\":\"serving_default\",\"instances\":[1.0]}",
                        json("{\"predictions\":[3.5]}"))
                .post(
                        "takes a signature's name behind the data",
                        predict,
                        "{\"instances\":[1.0],\"signature_name\":\"serving_default\"}",
                        json("{\"predictions\":[3.5]}"))
                .post("takes whole numbers", predict, "{\"instances\":[1,2]}", json("{\"predictions\":[3.5,4.0]}"))
                .post(
                        "takes and gives what is not finite",
                        predict,
                        "{\"instances\":[NaN,Infinity,-Infinity]}",
                        json("{\"predictions\":[NaN,Infinity,-Infinity]}"))
                .post(
                        "answers for a version",
                        path("/versions/" + version + ":predict"),
                        ONE,
                        json("{\"predictions\":[3.5]}"))
                .cases();
    }

    private List<Case> descriptions() {
        String available = "{\"model_version_status\":[{\"version\":\"" + version
                + "\",\"state\":\"AVAILABLE\",\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}}]}";
        String metadata = "{\"model_spec\":{\"name\":\"" + model + "\",\"signature_name\":\"\",\"version\":\"" + version
                + "\"},\"metadata\":{\"signature_def\":{\"signature_def\":{\"serving_default\":{\"inputs\":{\"x\":"
                + "{\"dtype\":\"DT_FLOAT\"}},\"outputs\":{\"y\":{\"dtype\":\"DT_FLOAT\"}},"
                + "\"method_name\":\"tensorflow/serving/predict\"}}}}}";
        return new CaseList()
                .get("tells the status", path(""), json(available))
                .get("tells the status of a version", path("/versions/" + version), json(available))
                .get("tells no status of unknown models", "/v1/models/no_such_model", error(404, "no_such_model"))
                .get("tells no status of unknown versions", path("/versions/999999"), error(404, "999999"))
                .get("describes the signature", path("/metadata"), json(metadata))
                .get("describes the signature of a version", path("/versions/" + version + "/metadata"), json(metadata))
                .get("describes no unknown model", "/v1/models/no_such_model/metadata", error(404, "no_such_model"))
                .cases();
    }

    private List<Case> paths() {
        String malformed = "Malformed request";
        return new CaseList()
                .get("refuses other paths", "/v1/foo", error(400, malformed))
                .post("refuses to post to other paths", "/v1/foo", ONE, error(400, malformed))
                .get("lists no models", "/v1/models", error(400, "Missing model name"))
                .post("refuses to post to models", "/v1/models", ONE, error(400, malformed))
                .get("refuses to get a prediction", path(":predict"), error(400, malformed))
                .post("refuses to post metadata", path("/metadata"), ONE, error(400, malformed))
                .post("refuses 'version'", path("/version/50:predict"), ONE, error(400, malformed))
                .post("refuses 'label'", path("/label/stable:predict"), ONE, error(400, malformed))
                .post("refuses versions with letters", path("/versions/HELLO:predict"), ONE, error(400, malformed))
                .post(
                        "refuses a version with a label",
                        path("/versions/1/labels/stable:predict"),
                        ONE,
                        error(400, malformed))
                .post(
                        "refuses versions beyond 63 bits",
                        path("/versions/18446744073709551615:predict"),
                        ONE,
                        error(400, "Failed to convert version"))
                .post(
                        "refuses unknown labels",
                        path("/labels/no_such_label:predict"),
                        ONE,
                        error(400, "Unrecognized servable version label"))
                .post(
                        "refuses unknown models",
                        "/v1/models/no_such_model:predict",
                        ONE,
                        error(404, "Servable not found for request: Latest(no_such_model)"))
                .post(
                        "refuses unknown versions",
                        path("/versions/999999:predict"),
                        ONE,
                        error(404, "Servable not found for request: Specific(" + model + ", 999999)"))
                .cases();
    }

    private List<Case> bodies() {
        String predict = path(":predict");
        return new CaseList()
                .post("refuses empty bodies", predict, "", error(400, "JSON Parse error: The document is empty"))
                .post(
                        "refuses what is not JSON",
                        predict,
                        "instances = [1, 2]",
                        error(400, "JSON Parse error: Invalid value"))
                .post("refuses JSON that ends early", predict, "{\"instances\":[1,2", error(400, "JSON Parse error"))
                .post("refuses other than objects", predict, "[1,2]", error(400, ""))
                .post("refuses bodies without data", predict, "{}", error(400, "Missing 'inputs' or 'instances' key"))
                .post("refuses both forms at once", predict, "{\"inputs\":[1],\"instances\":[1]}", error(400, ""))
                .post("refuses no instances", predict, "{\"instances\":[]}", error(400, ""))
                .post(
                        "refuses text for numbers",
                        predict,
                        "{\"instances\":[\"x\",\"y\"]}",
                        error(400, "not of expected type: float"))
                .post("refuses ragged lists", predict, "{\"instances\":[[1,2],[3]]}", error(400, "unexpected size"))
                .post("refuses mixed depths", predict, "{\"instances\":[1,[2]]}", error(400, "unexpected level"))
                .post("refuses unknown inputs", predict, "{\"instances\":[{\"z\":1}]}", error(400, "z"))
                .post(
                        "refuses unknown signatures",
                        predict,
                        "{\"signature_name\":\"no_such\",\"instances\":[1]}",
                        error(400, "Serving signature name: \"no_such\" not found in signature def"))
                .post(
                        "refuses signatures that are not text",
                        predict,
                        "{\"signature_name\":100}",
                        error(400, "'signature_name' key must be a string value."))
                .cases();
    }
}
