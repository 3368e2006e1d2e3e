"""The image chains of the released code and of plain OpenCV, run for real. Reads commands from standard input: CHAIN FILE ROUNDS;
answers with milliseconds of processor time an image. "makeWxH FILE SEED" writes a film to measure with. One thread.  Needs Debian's python3-pil, python3-torchvision and, for the last two, python3-opencv."""
import random
import sys
import time

import numpy as np
import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms import functional as F

torch.set_num_threads(1)
MEAN, STD = 0.5862785803043838, 0.27950088968644304


def pad(image, least=224):
    width, height = image.size
    side = max(least, width, height)
    square = Image.new("L", (side, side))
    square.paste(image, ((side - width) // 2, (side - height) // 2))
    return square


augment = transforms.Compose([
    transforms.RandomHorizontalFlip(0.5),
    transforms.ColorJitter(0.2, 0.2),
    transforms.RandomAffine(degrees=10, scale=(0.8, 1.1), translate=(0.0625, 0.0625)),
    transforms.Resize((256, 256)),
    transforms.RandomCrop((224, 224)),
    transforms.ToTensor(),
    transforms.Normalize([MEAN], [STD]),
])


def training(path):
    return augment(pad(Image.open(path).convert("L")))


def evaluation(path):
    image = pad(Image.open(path).convert("L")).resize((224, 224), Image.BILINEAR)
    return (np.asarray(image, dtype=np.float32) / np.float32(255) - np.float32(MEAN)) / np.float32(STD)


def opencv(path, flags):
    import cv2
    cv2.setNumThreads(1)
    image = cv2.imread(path, flags)
    height, width = image.shape
    side = max(224, width, height)
    top, left = (side - height) // 2, (side - width) // 2
    square = cv2.copyMakeBorder(image, top, side - height - top, left, side - width - left, cv2.BORDER_CONSTANT, value=0)
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), random.uniform(-10, 10), random.uniform(0.8, 1.1))
    square = cv2.warpAffine(square, matrix, (side, side), flags=cv2.INTER_LINEAR)
    small = cv2.resize(square, (256, 256), interpolation=cv2.INTER_AREA)[16:240, 16:240]
    return (small.astype(np.float32) / 255 - MEAN) / STD


def opencv_full(path):
    return opencv(path, 0)


def opencv_reduced(path):
    return opencv(path, 64)  # IMREAD_REDUCED_GRAYSCALE_8


def make(path, width, height, seed):
    """A film-like JPEG: smooth shades under fine grain."""
    generator = np.random.default_rng(seed)
    coarse = Image.fromarray(generator.integers(30, 226, (9, 7), dtype=np.uint8)).resize((width, height), Image.BICUBIC)
    grain = generator.normal(0, 6, (height, width))
    Image.fromarray(np.clip(np.asarray(coarse) + grain, 0, 255).astype(np.uint8)).save(path, quality=90)


chains = {"training": training, "evaluation": evaluation, "opencv": opencv_full, "opencv_reduced": opencv_reduced}
print("ready", flush=True)
for line in sys.stdin:
    name, path, rounds = line.rstrip("\n").split("\t")
    if name.startswith("make"):
        width, height = name[4:].split("x")
        make(path, int(width), int(height), int(rounds))
        print(0, flush=True)
        continue
    start = time.process_time()
    for _ in range(int(rounds)):
        chains[name](path)
    print((time.process_time() - start) * 1000 / int(rounds), flush=True)
