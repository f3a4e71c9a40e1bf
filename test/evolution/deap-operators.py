# Makes deap-operators.json with Debian's python3-deap 1.3.1: cd here, python3 deap-operators.py, then biome format --write
import json, random, numpy, warnings
warnings.simplefilter('ignore')
from deap import base, creator, tools, cma
from deap.tools import emo
from deap.tools._hypervolume import pyhv
from deap.tools._hypervolume import hv as chv
def HV(nd,ref): return float(chv.hypervolume(numpy.array(nd),numpy.array(ref)))
out={'source':'python3-deap 1.3.1 (Debian 1.3.1-4), numpy '+numpy.__version__}
def cls(w):
    F=type('F',(base.Fitness,),{'weights':tuple(w)})
    class I(list):
        def __init__(s,v): super().__init__([0]); s.fitness=F(); s.fitness.values=tuple(v)
    return I
rnd=random.Random(1)
# SPEA2 truncation (front larger than k)
sp=[]
for case in range(12):
    m=rnd.choice([2,3]); w=[rnd.choice([1.0,-1.0]) for _ in range(m)]
    I=cls(w); n=rnd.randint(12,24)
    vals=[[round(rnd.uniform(-3,3),3) for _ in range(m)] for _ in range(n)]
    pop=[I(v) for v in vals]
    front=[i for i in range(n) if not any(pop[j].fitness.dominates(pop[i].fitness) for j in range(n))]
    k=max(1,rnd.randint(1,len(front)))
    sel=tools.selSPEA2(pop,k)
    sp.append(dict(weights=w,values=vals,k=k,selected=[next(i for i,p in enumerate(pop) if p is s) for s in sel]))
out['spea2']=sp
out['referencePoints']=[dict(objectives=m,divisions=p,scaling=s,points=tools.uniform_reference_points(m,p,s if s!=1 else None).tolist()) for m,p,s in [(2,4,1),(3,3,1),(4,2,.5),(1,3,1)]]
ns=[]
for case in range(10):
    m=rnd.choice([2,3]); n=rnd.randint(8,20)
    f=numpy.array([[round(rnd.uniform(0,5),3) for _ in range(m)] for _ in range(n)])
    f-=f.min(axis=0)   # ideal point at the origin: there DEAP is right
    best=f.min(axis=0); worst=f.max(axis=0)
    ext=emo.find_extreme_points(f,best); it=emo.find_intercepts(ext,best,worst,worst)
    pts=tools.uniform_reference_points(m,4)
    ni,di=emo.associate_to_niche(f,pts,best,it)
    ns.append(dict(values=f.tolist(),divisions=4,extremes=ext.tolist(),nadir=it.tolist(),niches=ni.tolist(),distances=di.tolist()))
out['nsga3']=ns
hv=[]
for case in range(16):
    m=rnd.choice([2,3]); n=rnd.randint(1,25)
    f=[[round(rnd.uniform(0,4),2) for _ in range(m)] for _ in range(n)]
    ref=[5.0]*m if case%2 else [4.5,6.25,5.5][:m]
    # pyhv wants a front without dominated points and duplicates
    nd=[p for i,p in enumerate(f) if not any((all(a<=b for a,b in zip(q,p)) and (q!=p or j<i)) for j,q in enumerate(f) if j!=i)]
    hv.append(dict(points=f,reference=ref,volume=HV(nd,ref)))
out['hypervolume']=hv
# CMA-ES with a fixed sequence of normal draws; eigenvectors signed so that their largest component is positive
cm=[]
def sign(s):
    for j in range(s.dim):
        i=int(numpy.argmax(numpy.abs(s.B[:,j])))
        if s.B[i,j]<0: s.B[:,j]*=-1
    s.BD=s.B*s.diagD
for dim,start,sigma,kw in [(1,[3.0],.5,{}),(2,[1.0,-2.0],.5,{}),(3,[2.0,0.5,-1.0],.3,{}),(5,[1.0,2.0,3.0,-1.0,0.0],.8,dict(lambda_=12,weights='linear')),(3,[2.0,.5,-1.0],.3,dict(lambda_=8,mu=5,weights='equal'))]:
    rs=numpy.random.RandomState(dim+len(kw)); s=cma.Strategy(start,sigma,**kw); sign(s); steps=[]
    I=cls([-1.0])
    for g in range(8):
        z=rs.standard_normal((s.lambda_,s.dim))
        old=numpy.random.standard_normal
        numpy.random.standard_normal=lambda shape: z
        X=s.generate(lambda r: numpy.array(r)); numpy.random.standard_normal=old
        class V(numpy.ndarray): pass
        pop=[]
        for x in X:
            v=x.view(V); v.fitness=I([float(sum((i+1)*(a-1)**2 for i,a in enumerate(x)))]).fitness; pop.append(v)
        fits=[p.fitness.values[0] for p in pop]
        s.update(pop); sign(s)
        steps.append(dict(normals=z.tolist(),candidates=[x.tolist() for x in X],fitness=fits,centroid=numpy.array(s.centroid).tolist(),sigma=float(s.sigma),C=s.C.tolist(),ps=s.ps.tolist(),pc=s.pc.tolist()))
    cm.append(dict(start=start,sigma=sigma,options={**({'lambda':kw['lambda_']} if 'lambda_' in kw else {}),**({'mu':kw['mu']} if 'mu' in kw else {}),**({'weights':kw['weights']} if 'weights' in kw else {})},steps=steps))
out['cma']=cm
# penalties
pe=[]
for w in ([1.0,-1.0],[-1.0,1.0,1.0]):
    I=cls(w); ind=I([0]*len(w)); 
    d=tools.DeltaPenalty(lambda i: False,7.0,lambda i: 2.5)(lambda i:(1,)*len(w))(ind)
    c=tools.ClosestValidPenalty(lambda i: False,lambda i:i,3.0,lambda f,i: 2.5)(lambda i:tuple(range(1,len(w)+1)))(ind)
    pe.append(dict(weights=w,delta=list(d),closest=list(c)))
out['penalties']=pe
json.dump(out,open('deap-operators.json','w'),separators=(',',':'))
