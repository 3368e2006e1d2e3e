using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Data;

public sealed class AddDataTests
{
    [Fact]
    public void The_decoder_is_one_singleton_however_often_it_is_added()
    {
        var services = new ServiceCollection();
        services.AddMedClip().AddData().AddData(new PictureLimits { MaxPixels = 1 });
        ServiceDescriptor descriptor = services.ShouldHaveSingleItem();
        (descriptor.ServiceType, descriptor.Lifetime).ShouldBe((typeof(IImageDecoder), ServiceLifetime.Singleton));
        descriptor.ImplementationFactory!(null!).ShouldBeOfType<ImageReader>();
    }
}
