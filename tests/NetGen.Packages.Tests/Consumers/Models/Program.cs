using Consumer;
using Consumer.Inner;

float[] image = [.. Enumerable.Range(0, 144).Select(index => (float)Math.Sin(index))];
float[] logits = new float[10];
Reader.Pretrained().Forward(image, logits);
Console.WriteLine(FormattableString.Invariant($"resource: {logits[0]:F4} {logits[9]:F4}"));
ReaderBeside.Pretrained().Forward(image, logits);
Console.WriteLine(FormattableString.Invariant($"file: {logits[0]:F4} {logits[9]:F4}"));
Split.Pretrained().Forward(image, logits);
Console.WriteLine(FormattableString.Invariant($"split: {logits[0]:F4} {logits[9]:F4}"));
