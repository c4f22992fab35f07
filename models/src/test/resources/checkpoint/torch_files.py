"""Writes files by torch itself, and beside each what is in it: FILE.json lists the tensors in the order of
their paths, FILE.f64 holds all their numbers as little-endian doubles."""

import io
import json
import sys
from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn


class Unit(nn.Module):
    def __init__(self, conv, channels):
        super().__init__()
        self.conv_block = nn.Sequential(conv, nn.BatchNorm2d(channels))

    def forward(self, x):
        return torch.relu(self.conv_block(x))


class Lips(nn.Module):
    """Wav2Lip's kinds of layers and names, with few channels."""

    def __init__(self):
        super().__init__()
        self.face_encoder_blocks = nn.ModuleList(
            [nn.Sequential(Unit(nn.Conv2d(6, 4, 7, 1, 3), 4)), nn.Sequential(Unit(nn.Conv2d(4, 8, 3, 2, 1), 8))]
        )
        self.audio_encoder = nn.Sequential(Unit(nn.Conv2d(1, 8, 3, (2, 1), 1), 8))
        self.face_decoder_blocks = nn.ModuleList(
            [nn.Sequential(Unit(nn.ConvTranspose2d(8, 4, 3, 2, 1, output_padding=1), 4))]
        )
        self.output_block = nn.Sequential(nn.Conv2d(4, 3, 1), nn.Sigmoid())

    def forward(self, sound, faces):
        x = faces
        for block in self.face_encoder_blocks:
            x = block(x)
        x = x + self.audio_encoder(sound).mean((2, 3), keepdim=True)
        for block in self.face_decoder_blocks:
            x = block(x)
        return self.output_block(x)


def flattened(value, path, into):
    if isinstance(value, torch.Tensor):
        into.append((path, value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            flattened(inner, f"{path}.{key}" if path else str(key), into)
    elif isinstance(value, (list, tuple)):
        for i, inner in enumerate(value):
            flattened(inner, f"{path}.{i}" if path else str(i), into)


def told(file, value):
    tensors = []
    flattened(value, "", tensors)
    names = [{"name": name, "shape": list(t.shape), "type": str(t.dtype)} for name, t in tensors]
    Path(f"{file}.json").write_text(json.dumps(names))
    with open(f"{file}.f64", "wb") as out:
        for _, tensor in tensors:
            out.write(tensor.detach().to(torch.float64).contiguous().numpy().astype("<f8").tobytes())


def both(folder, name, value):
    torch.save(value, folder / f"{name}.zip.pth")
    torch.save(value, folder / f"{name}.legacy.pth", _use_new_zipfile_serialization=False)
    for layout in ("zip", "legacy"):
        told(folder / f"{name}.{layout}.pth", value)


def main(folder):
    torch.manual_seed(5)
    lips = Lips()
    faces, sound = torch.rand(2, 6, 16, 16), torch.rand(2, 1, 80, 16)
    optimizer = torch.optim.Adam(lips.parameters(), lr=1e-4)
    lips(sound, faces).mean().backward()
    optimizer.step()
    state = OrderedDict((f"module.{k}", v) for k, v in lips.state_dict().items())
    both(folder, "wav2lip", {"state_dict": state, "optimizer": optimizer.state_dict(), "global_step": 7, "global_epoch": 1})

    s3fd = OrderedDict()
    for name, shape in (("conv1_1.weight", (64, 3, 3, 3)), ("conv1_1.bias", (64,)), ("conv3_3_norm.weight", (256,))):
        s3fd[name] = torch.randn(shape)
    both(folder, "s3fd", s3fd)

    half = OrderedDict((k, v.half()) for k, v in s3fd.items())
    both(folder, "sovits", {"weight": half, "config": {"data": {"sampling_rate": 32000}}, "info": "e8_s400"})
    bytes_ = io.BytesIO()
    torch.save({"weight": half, "config": {"data": {"sampling_rate": 32000}}}, bytes_)
    (folder / "sovits05.pth").write_bytes(b"05" + bytes_.getvalue()[2:])
    told(folder / "sovits05.pth", {"weight": half})

    base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    both(
        folder,
        "types",
        {
            "transposed": base.t(),
            "columns": base[:, 1:4],
            "later": base[2:],
            "all": base,
            "double": base.double() / 3,
            "bfloat": (base / 3).bfloat16(),
            "long": torch.tensor([-(2**40), 7]),
            "int": torch.tensor([3, -4], dtype=torch.int32),
            "byte": torch.tensor([0, 255], dtype=torch.uint8),
            "flags": torch.tensor([True, False, True]),
            "scalar": torch.tensor(2.5),
            "none": torch.zeros(0, 3),
            "parameter": nn.Parameter(torch.randn(3, 2)),
            "nested": [{"deep": [torch.randn(2), {"er": torch.randn(1)}]}, (torch.randn(2),)],
        },
    )

    lips.eval()
    torch.jit.save(torch.jit.trace(lips, (sound, faces)), str(folder / "traced.pt"))
    told(folder / "traced.pt", lips.state_dict())
    torch.jit.save(torch.jit.script(nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2))), str(folder / "scripted.pt"))
    told(folder / "scripted.pt", torch.jit.load(str(folder / "scripted.pt")).state_dict())

    torch.save({"state_dict": state, "optimizer": optimizer}, folder / "object.zip.refused")
    torch.save(lips, folder / "module.legacy.refused", _use_new_zipfile_serialization=False)


main(Path(sys.argv[1]))
