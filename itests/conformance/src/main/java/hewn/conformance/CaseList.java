package hewn.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cases in the making. */
final class CaseList {
    private final List<Case> cases = new ArrayList<>();

    CaseList get(String name, String path, Expectation expectation) {
        return add(name, "GET", path, "", expectation);
    }

    CaseList post(String name, String path, String body, Expectation expectation) {
        return add(name, "POST", path, body, expectation);
    }

    CaseList add(String name, String method, String path, String body, Expectation expectation) {
        return add(new Case(name, method, path, Map.of(), body.getBytes(StandardCharsets.UTF_8), expectation));
    }

    CaseList add(Case one) {
        cases.add(one);
        return this;
    }

    List<Case> cases() {
        return List.copyOf(cases);
    }
}
