namespace VideoGen.Domain.Tests.Rules;

public sealed class ClaimsTests
{
    static readonly Product Product = Samples.Product with
    {
        Name = "Hanbit 500",
        Facts = ["Keeps drinks hot for 24 hours", "Tested by 1,200 runners", "재구매율 98.50%", "Best lamp of 2025, Lamp Review"],
        CallToAction = "Order within 7 days at hanbit.example",
    };

    [Theory]
    [InlineData("Hot for 24 hours.", "24", 0)]
    [InlineData("1200 runners tested it.", "1200", 1)]
    [InlineData("재구매율 98.5%입니다.", "98.5%", 2)]
    [InlineData("The best.", "best", 3)]
    [InlineData("Hot for 48 hours.", "48", null)]
    [InlineData("98 of all.", "98", null)]
    [InlineData("업계 최고의 보온", "최고", null)]
    [InlineData("Risk-free.", "Risk-free", null)]
    public void In_AClaim_IsTracedToTheFactThatSaysSo(string text, string claim, int? fact)
        => Claims.In(text, Samples.Brand, Product).Should().Equal(new Claim(claim, fact));

    [Theory]
    [InlineData("Meet the Hanbit 500.")]
    [InlineData("Order within 7 days at hanbit.example!")]
    [InlineData("A warm light for the evening.")]
    public void In_WhatTheUserSaysAnyway_IsNoClaim(string text) => Claims.In(text, Samples.Brand, Product).Should().BeEmpty();
}
