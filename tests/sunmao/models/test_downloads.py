"""Weights from the network: a real server that breaks off, sends other bytes, does not go on, or is not there."""

import hashlib
import http.server
import io
import threading
from types import SimpleNamespace

import pytest
import torch

from sunmao.errors import BadModelFile, BadValue, NoNetwork
from sunmao.models import downloads, find_model
from sunmao.models.downloads import RemoteFile, fetch, find_cached
from sunmao.models.torchvision_timm import Timm, Torchvision
from sunmao.protocol.messages import Progress
from sunmao.vision import Classification

pytestmark = pytest.mark.training

CONTENT = bytes(range(256)) * 4000


class Server(http.server.ThreadingHTTPServer):
    """Sends `content`; the tests set how badly.

    breaks: after so many bytes each answer ends, though more was announced; ranges: whether it goes on from a byte;
    asked: the Range headers of all questions.
    """

    daemon_threads = True
    content, breaks, ranges, code = CONTENT, None, True, 200

    def __init__(self):
        self.asked = []
        super().__init__(("127.0.0.1", 0), Handler)

    def address(self, name="net") -> RemoteFile:
        digest = hashlib.sha256(CONTENT).hexdigest()
        return RemoteFile(
            f"http://127.0.0.1:{self.server_port}/{name}-{digest[:8]}.pth", f"{name}-{digest[:8]}.pth", digest[:8]
        )


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        wanted, server = self.headers.get("Range"), self.server
        server.asked.append(wanted)
        first = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and server.ranges else 0
        if server.code != 200 or first >= len(server.content) > 0:
            return self.send_error(server.code if server.code != 200 else 416)
        body = server.content[first:]
        self.send_response(206 if wanted and server.ranges else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: server.breaks])
        self.wfile.flush()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch, project):
    """The folder of fetched weights, empty; torch's own is empty, too, and nobody waits for anything."""
    monkeypatch.setattr(downloads, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    monkeypatch.setattr(downloads.time, "sleep", lambda _: None)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "cache" / "weights"


def test_it_is_fetched_once(server, folder):
    path = fetch(server.address())
    assert path.read_bytes() == CONTENT and path.parent == folder
    assert fetch(server.address()) == path and len(server.asked) == 1
    assert not list(folder.glob("*.part"))


def test_it_goes_on_where_it_broke_off(server):
    server.breaks = 300_000
    assert fetch(server.address()).read_bytes() == CONTENT
    assert server.asked == [None, "bytes=300000-", "bytes=600000-", "bytes=900000-"]


def test_it_goes_on_in_the_next_program(server, folder):
    folder.mkdir(parents=True)
    (folder / f"{server.address().file}.part").write_bytes(CONTENT[:500_000])
    assert fetch(server.address()).read_bytes() == CONTENT and server.asked == ["bytes=500000-"]


def test_a_server_that_cannot_go_on_sends_all(server, folder):
    server.ranges = False
    folder.mkdir(parents=True)
    (folder / f"{server.address().file}.part").write_bytes(b"x" * 1000)
    assert fetch(server.address()).read_bytes() == CONTENT and len(server.asked) == 1


@pytest.mark.parametrize("left", [b"another file" * 99, CONTENT + b"more"])
def test_a_wrong_beginning_is_thrown_away_once(server, folder, left):
    folder.mkdir(parents=True)
    (folder / f"{server.address().file}.part").write_bytes(left)
    assert fetch(server.address()).read_bytes() == CONTENT and server.asked[-1] is None


def test_a_whole_file_without_its_name_is_taken(server, folder):
    """The program was killed between the last byte and the new name."""
    folder.mkdir(parents=True)
    (folder / f"{server.address().file}.part").write_bytes(CONTENT)
    assert fetch(server.address()).read_bytes() == CONTENT


def test_wrong_bytes_are_never_used(server, folder):
    server.content = b"<html>Log in to the school's network first</html>"
    with pytest.raises(BadModelFile, match="not the weights.*login"):
        fetch(server.address())
    assert not [path for path in folder.iterdir() if path.suffix != ".lock"]
    server.content = CONTENT
    assert fetch(server.address()).read_bytes() == CONTENT


def test_a_damaged_file_in_the_cache_is_fetched_anew(server, folder):
    path = fetch(server.address())
    path.write_bytes(CONTENT[:-1])
    assert fetch(server.address()).read_bytes() == CONTENT


def test_a_forbidden_file(server):
    server.code = 403
    with pytest.raises(BadModelFile, match="its answer is 403"):
        fetch(server.address())


def test_no_network(server, folder):
    server.shutdown()
    server.server_close()
    with pytest.raises(NoNetwork, match="cannot be reached.*weights='fresh'") as caught:
        fetch(server.address())
    assert str(folder) in caught.value.text("zh") and "接着取" in caught.value.text("zh")


def test_a_network_that_only_breaks_ends_in_a_sentence(server, folder):
    server.breaks = 0
    with pytest.raises(NoNetwork):
        fetch(server.address())
    assert len(server.asked) == downloads.ATTEMPTS


def test_a_file_that_torch_has_fetched_is_used(server, tmp_path):
    address = server.address()
    place = tmp_path / "torch" / "hub" / "checkpoints"
    place.mkdir(parents=True)
    (place / address.file).write_bytes(CONTENT)
    assert fetch(address) == place / address.file and not server.asked


def test_two_programs_fetch_it_once(server):
    found = []
    threads = [threading.Thread(target=lambda: found.append(fetch(server.address()))) for _ in range(4)]
    [each.start() for each in threads], [each.join() for each in threads]
    assert len(set(found)) == 1 and len(found) == 4 and len(server.asked) == 1


def test_a_file_put_there_by_hand_is_found_by_its_beginning(server, folder):
    path = fetch(server.address())
    assert find_cached("net", ".pth") == path and find_cached("other", ".pth") is None
    path.write_bytes(b"damaged")
    assert find_cached("net", ".pth") is None
    (folder / "net.pth").write_bytes(CONTENT)
    assert find_cached("net", ".pth") == folder / "net.pth"


@pytest.fixture
def hub(server, monkeypatch):
    """RepVGG's weights, or what stands for them, on a server like timm's; returns the body that they are of."""
    import huggingface_hub
    from safetensors.torch import save as packed

    body = Timm("repvgg_a0").build(1000)
    server.content, server.breaks = packed(body.state_dict()), 20_000_000
    digest = hashlib.sha256(server.content).hexdigest()
    url = f"http://127.0.0.1:{server.server_port}/model.safetensors"
    monkeypatch.setattr(huggingface_hub, "hf_hub_url", lambda *_: url)
    monkeypatch.setattr(huggingface_hub, "get_hf_file_metadata", lambda _: SimpleNamespace(etag=digest))
    return body


def test_timms_weights_are_fetched_once(hub, server):
    for _ in range(2):
        state = Timm("repvgg_a0").state()
        assert torch.equal(state["stem.conv_kxk.conv.weight"], hub.stem.conv_kxk.conv.weight)
    assert len(server.asked) == 2, "broken off and gone on with, then never again"


def test_timms_weights_without_network(hub, folder, monkeypatch):
    import huggingface_hub

    monkeypatch.setattr(
        huggingface_hub, "get_hf_file_metadata", lambda _: (_ for _ in ()).throw(RuntimeError("no way"))
    )
    with pytest.raises(NoNetwork, match="repvgg_a0.rvgg_in1k.safetensors"):
        Timm("repvgg_a0").state()


def test_progress_is_told(server, events, monkeypatch):
    monkeypatch.setattr(downloads, "SOON", 0.0)
    fetch(server.address())
    told = [event for event in events if isinstance(event, Progress)]
    assert told and told[-1].total == 2 and told[-1].unit == "megabyte" and told[-1].task == "fetch"


@pytest.fixture
def shufflenet(server, monkeypatch):
    """ShuffleNet_v2's ImageNet weights, or what stands for them, on a server that breaks off."""
    body, buffer = Torchvision("shufflenet_v2_x1_0").build(1000), io.BytesIO()
    torch.save(body.state_dict(), buffer)
    server.content, server.breaks = buffer.getvalue(), 6_000_000
    url = f"http://127.0.0.1:{server.server_port}/shuffle-{hashlib.sha256(server.content).hexdigest()[:10]}.pth"
    monkeypatch.setattr(Torchvision, "_weights", lambda _: SimpleNamespace(url=url, meta={"categories": ["x"] * 1000}))
    return body


def test_training_begins_with_fetched_weights(shufflenet):
    from sunmao.models.network import Classifier

    network = Classifier(find_model("ShuffleNet_v2"), 3, 64, pretrained=True)
    assert torch.equal(network.body.conv1[0].weight, shufflenet.conv1[0].weight)
    assert network.head.out_features == 3


@pytest.mark.long
def test_quick_training_of_any_backbone(shufflenet, few, cache):
    model = Classification("ShuffleNet_v2", image_size=64)
    model.load_dataset(few)
    model.quick_train(epochs=2, random_seed=1)
    assert model.inference(f"{few}/test_set/4/1.png").label in "147" and 0 <= model.evaluate().accuracy <= 1


def test_quick_training_without_network_is_said(server, few, cache, monkeypatch):
    server.code = 503
    url = f"http://127.0.0.1:{server.server_port}/resnet18-00000000.pth"
    monkeypatch.setattr(Torchvision, "_weights", lambda _: SimpleNamespace(url=url))
    model = Classification("ResNet18")
    model.load_dataset(few)
    with pytest.raises(NoNetwork, match="resnet18-00000000.pth"):
        model.quick_train()


@pytest.mark.long
def test_fresh_weights_are_never_fetched(few, monkeypatch):
    monkeypatch.setattr(Torchvision, "state", lambda _: pytest.fail("fetched"))
    for weights in (None, "fresh"):
        model = Classification("ShuffleNet_v2", weights=weights, image_size=32)
        model.load_dataset(few)
        model.train(epochs=1, batch_size=18)
    with pytest.raises(BadValue, match="has none here"):
        model.quick_train()


@pytest.mark.long
def test_quick_training_of_weights_that_torch_has_fetched(shufflenet, server, few, cache, tmp_path):
    assert not Torchvision("shufflenet_v2_x1_0").at_hand()
    place = tmp_path / "torch" / "hub" / "checkpoints"
    place.mkdir(parents=True)
    (place / Torchvision("shufflenet_v2_x1_0")._weights().url.rsplit("/", 1)[1]).write_bytes(server.content)
    assert Torchvision("shufflenet_v2_x1_0").at_hand()
    model = Classification("ShuffleNet_v2", image_size=64)
    model.load_dataset(few)
    model.quick_train(epochs=2, random_seed=1)
    assert not server.asked and torch.equal(model._trained.network.body.conv1[0].weight, shufflenet.conv1[0].weight)


@pytest.mark.long
def test_a_network_that_learns_from_nothing_says_what_to_expect(shufflenet, server, few, capsys, tmp_path):
    model = Classification("ShuffleNet_v2", image_size=32)
    model.load_dataset(few)
    capsys.readouterr()
    model.train(epochs=1, batch_size=18)
    said = capsys.readouterr()
    [sentence] = [line for line in said.err.splitlines() if "learns from nothing" in line]
    assert sentence.startswith("ShuffleNet_v2") and "EfficientNet-Lite0" in sentence
    assert "fetched once: weights='pretrained'" in sentence
    Torchvision("shufflenet_v2_x1_0").state()
    model.train(epochs=1, batch_size=18)
    assert "are on this computer, too: weights='pretrained'" in capsys.readouterr().err


@pytest.mark.long
@pytest.mark.parametrize(("name", "weights"), [("LeNet", None), ("EfficientNet-Lite0", None)])
def test_who_has_learned_or_is_small_says_nothing_of_that(few, capsys, name, weights):
    model = Classification(name, weights=weights, image_size=32)
    model.load_dataset(few)
    model.train(epochs=1, batch_size=18)
    assert "from nothing" not in "".join(capsys.readouterr())


def test_a_model_without_trained_weights(few):
    model = Classification("LeNet", weights="pretrained")
    model.load_dataset(few)
    with pytest.raises(BadValue, match="no trained weights for LeNet"):
        model.train()


@pytest.mark.parametrize("name", ["mobilenet_v2", "resnet18", "vgg16", "shufflenet_v2_x1_0"])
def test_addresses_come_from_torchvision(name):
    url = Torchvision(name)._weights().url
    assert url.startswith("https://") and len(url.rsplit("-", 1)[1].removesuffix(".pth")) >= 8
