package hewn.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hewn.wire.MessageException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
    private final MessageCodec codec = new MessageCodec();

    @Test
    void readsWhatWasWritten() throws MessageException {
        for (Message message : Messages.samples()) {
            assertThat(codec.decode(codec.encode(message), Message.class)).isEqualTo(message);
            assertThat(codec.decode(codec.encode(message), message.getClass())).isEqualTo(message);
        }
    }

    @Test
    void knowsASampleOfEveryType() {
        Set<Class<?>> sampled =
                Messages.samples().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(MessageMapper.types(Message.class)).containsExactlyInAnyOrderElementsOf(sampled);
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() throws MessageException {
        assertThat(decode("{'schema':1,'kind':'device-status','online':true,'session':'s','new':{'a':[1]}}"))
                .isEqualTo(new DeviceStatus(true, "s"));
    }

    @Test
    void takesADeviceOfAnOlderAgentForLost() throws MessageException {
        assertThat(decode("{'schema':1,'kind':'device-status','online':false,'session':'s'}"))
                .isEqualTo(new DeviceStatus(false, "s", false));
    }

    @Test
    void refusesAnotherSchemaAndSaysSo() {
        MessageException refusal = refusal("{'schema':2,'kind':'device-status','online':true,'session':'s'}");
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(refusal).hasMessageContaining("schema 2").hasMessageContaining("schema 1 is spoken here");
    }

    @Test
    void refusesAnotherTypeThanIsExpected() {
        byte[] status = codec.encode(new DeviceStatus(true, "s"));
        assertThatThrownBy(() -> codec.decode(status, DeviceCommand.class))
                .isInstanceOf(MessageException.class)
                .hasMessageContaining("device-status");
    }

    @Test
    void namesTheFieldThatIsMissing() {
        assertThat(refusal("{'schema':1,'kind':'device-status','online':true}")).hasMessageContaining("session");
        assertThat(refusal("{'schema':1,'kind':'device-status','online':true,'session':null}"))
                .hasMessageContaining("session");
        assertThat(refusal("{'schema':1,'kind':'warm-stage','stage':1}")).hasMessageContaining("generation");
    }

    @Test
    void loadsStagesOfOlderGatewaysThatPlannedNoMemory() throws MessageException {
        String load = "{'schema':1,'kind':'load-stage','generation':1,'stage':0,'slice':'" + "0".repeat(64)
                + "','inputs':[],'outputs':['y'],'bypass':[],'next':'n:1','sink':'s:1','strict':false}";
        String order =
                "{'schema':1,'kind':'order','gateway':'g','epoch':1,'command':" + load.replace("'schema':1,", "") + "}";
        assertThat(((DeviceCommand.LoadStage) decode(load)).memoryBytes()).isZero();
        assertThat(((DeviceCommand.Order) decode(order)).command()).isEqualTo(decode(load));
    }

    @Test
    void unloadsNothingForOlderGatewaysThatNameNoGenerations() throws MessageException {
        String prune = "{'schema':1,'kind':'prune-slices','keep':['" + "0".repeat(64) + "']}";
        String order = "{'schema':1,'kind':'order','gateway':'g','epoch':1,'command':"
                + prune.replace("'schema':1,", "") + "}";
        DeviceCommand.PruneSlices read = (DeviceCommand.PruneSlices) decode(prune);
        assertThat(read.keep()).hasSize(1);
        assertThat(read.unloads(1)).isFalse();
        assertThat(((DeviceCommand.Order) decode(order)).command()).isEqualTo(read);
        assertThat(decode(prune.replace("'keep'", "'upTo':9,'keep'"))).isEqualTo(read);
    }

    @Test
    void unloadsWhatIsNotNamedButNothingThatBeganLater() {
        DeviceCommand.PruneSlices prune = new DeviceCommand.PruneSlices(List.of(), List.of(2L), 3);
        assertThat(LongStream.rangeClosed(1, 5).filter(prune::unloads)).containsExactly(1L, 3L);
    }

    @Test
    void refusesWhatIsNoMessage() {
        for (String json : new String[] {
            "",
            "no",
            "[]",
            "7",
            "null",
            "{}",
            "{'schema':1}",
            "{'schema':'1','kind':'device-status'}",
            "{'schema':1,'kind':'java.lang.Runtime'}",
            "{'schema':1,'schema':1,'kind':'device-status','online':true,'session':'s'}",
            "{'schema':1,'kind':'device-status','online':true,'session':'s'} {}",
            "{'schema':1,'kind':'device-status','online':'yes','session':'s'}",
            "{'schema':1,'kind':'device-status','online':true,'session':5}",
            "{'schema':1,'kind':'device-status','online':false,'session':'s','stopped':null}",
            "{'schema':1,'kind':'warm-stage','generation':1.5,'stage':1}",
            "{'schema':1,'kind':'prune-slices','keep':['abc']}",
            "{'schema':1,'kind':'prune-slices','keep':[null]}",
            "{'schema':1,'kind':'prune-slices','keep':[],'generations':[1]}",
            "{'schema':1,'kind':'prune-slices','keep':[],'generations':[null],'upTo':1}",
            "{'schema':1,'kind':'prune-slices','keep':[],'generations':[1.5],'upTo':1}",
            "{'schema':1,'kind':'prune-slices','keep':[],'generations':null,'upTo':1}",
            "{'schema':1,'kind':'prune-slices','keep':[],'generations':[],'upTo':-1}",
            "{'schema':1,'kind':'order','gateway':'g','epoch':1}",
            "{'schema':1,'kind':'order','gateway':'','epoch':1,'command':{'kind':'unload-generation','generation':1}}",
            "{'schema':1,'kind':'order','gateway':'g','epoch':1,'command':{'kind':'done','tookMillis':1,'detail':''}}",
            "{'schema':1,'kind':'order','gateway':'g','epoch':1,'command':{'kind':'order','gateway':'g','epoch':1,"
                    + "'command':{'kind':'unload-generation','generation':1}}}",
            "[".repeat(100_000)
        }) {
            assertThat(refusal(json).reason()).as(json).isEqualTo(Reason.MALFORMED_MESSAGE);
        }
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatThrownBy(() -> codec.decode(new byte[MessageCodec.LIMIT_BYTES + 1], Message.class))
                .isInstanceOf(MessageException.class)
                .hasMessageContaining("4194304 are allowed");
    }

    @Test
    void readsOrRefusesWhateverArrives() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] json = codec.encode(
                    Messages.samples().get(random.nextInt(Messages.samples().size())));
            byte[] changed = Arrays.copyOf(json, random.nextInt(4) == 0 ? random.nextInt(json.length) : json.length);
            for (int j = random.nextInt(3); j >= 0 && changed.length > 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                codec.decode(changed, Message.class);
            } catch (MessageException expected) {
                assertThat(expected)
                        .hasMessageStartingWith(
                                expected.reason() == Reason.MALFORMED_MESSAGE ? "not a message: " : "it is of schema");
            }
        }
    }

    private Message decode(String json) throws MessageException {
        return codec.decode(bytes(json), Message.class);
    }

    private MessageException refusal(String json) {
        return catchThrowableOfType(MessageException.class, () -> decode(json));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
