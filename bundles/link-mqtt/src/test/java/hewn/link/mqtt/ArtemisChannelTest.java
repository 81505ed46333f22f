package hewn.link.mqtt;

class ArtemisChannelTest extends MqttChannelContract {
    @Override
    TestBroker broker() {
        return new ArtemisBroker();
    }
}
